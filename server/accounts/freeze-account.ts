import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { accountFound } from './found.ts'
import type { Freezing } from './forms.ts'
import { frozenAs, mustBeAsShown, tellOwners } from './freezing.ts'
import { tellNavigators } from './tell.ts'

/**
 * Freezes an account, that is all its people in its name, or thaws it [A17]. In force everywhere when this returns. Errors: `NotAllowed`, `NotFound`;
 * `Invalid` for a last day that is over or without a freeze; `Conflict` when somebody froze or thawed it meanwhile.
 */
export function freezeAccount(caller: Caller, accountId: string, form: Freezing): Promise<void> {
  return work.rule(caller, 'account_frozen', async (now) => {
    const { id, ...account } = await accountFound(now, accountId)
    const before = { frozen: account.frozen, frozen_until: account.frozen_until }
    now.must('access.freeze')
    await mustBeAsShown(now, 'a', id, form)
    const after = await now.db
      .updateTable('accounts')
      .set(await frozenAs(now, form))
      .where('id', '=', id)
      .returning(['frozen', 'frozen_until'])
      .executeTakeFirstOrThrow()
    now.audit('account_frozen', `account:${id}`, { old: before, new: after })
    await tellOwners(now, { accountId: id }, { before, after })
    tellNavigators(now)
    return { reach: { to: 'account', id }, result: undefined }
  })
}
