import type { LoaderFunctionArgs } from '@remix-run/node'
import { lastWritten } from '#server/mail/last-written.ts'
import { callerOf } from '~/frame/caller.ts'

export const loader = async ({ context, request }: LoaderFunctionArgs) =>
  Response.json(await lastWritten(callerOf(context), new URL(request.url).searchParams.get('of')))
