import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import type { Done } from './catalogue.ts'
import { grantAction } from './grant-action.ts'

/** Does what a form of the navigator asks for [A8]. Errors: `NotFound` for what is none, and those of what it does. */
export async function navigatorAction(caller: Caller, sent: FormData): Promise<Done> {
  const done = await grantAction(caller, sent)
  if (!done) throw new NotFound()
  return done
}
