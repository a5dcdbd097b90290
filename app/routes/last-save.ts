import type { LoaderFunctionArgs } from '@remix-run/node'
import { lastSave } from '#server/settings/last-save.ts'
import { callerOf } from '~/frame/caller.ts'

export const loader = async ({ context }: LoaderFunctionArgs) => Response.json(await lastSave(callerOf(context)))
