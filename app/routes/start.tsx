import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { callerOf } from '~/frame/caller.ts'
import { firstPageOf } from '#server/home/first-page.ts'

export async function loader({ context }: LoaderFunctionArgs) {
  return redirect(await firstPageOf(callerOf(context)))
}

/** A page, so that what the loader refuses is shown as one. */
export default function Start() {
  return null
}
