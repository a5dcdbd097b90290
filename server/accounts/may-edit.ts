import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'

/** Passes for those who keep accounts. Errors: `NotFound`, `NotAllowed`, `Shut`. */
export function mayEditAccounts(caller: Caller): Promise<void> {
  return look(caller, ({ must }) => {
    must('account.list')
    must('account.edit')
    return Promise.resolve()
  })
}
