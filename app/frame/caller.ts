import type { AppLoadContext } from '@remix-run/node'
import type { Caller } from '#server/platform/caller.ts'
import { SignInNeeded } from '#server/platform/errors.ts'

/** Who knocks, for loaders and actions; nobody is led to the sign-in page. */
export function callerOf({ caller }: AppLoadContext): Caller {
  if (!caller) throw new SignInNeeded()
  return caller
}
