import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'

/** Where the portal's settings begin. Errors: `NotAllowed` for whoever is no admin. */
export function settingsPage(caller: Caller): Promise<null> {
  return look(caller, ({ must }) => {
    must('settings.edit')
    return Promise.resolve(null)
  })
}
