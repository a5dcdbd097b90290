import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { described, mustBeSomething } from './account-kinds.ts'
import { accountFound } from './found.ts'
import type { EditAccountForm } from './forms.ts'

/**
 * Changes what is known of an account. What it is, customer or supplier, is read by rules, so that change is one.
 * Errors: `NotFound`, `NotAllowed`, `Invalid`; `Conflict` when somebody saved it meanwhile.
 */
export async function editAccount(caller: Caller, accountId: string, form: EditAccountForm): Promise<void> {
  const same = await work(caller, async (now) => {
    const account = await accountFound(now, accountId)
    now.must('account.edit')
    mustBeSomething(form)
    return account.is_customer === form.isCustomer && account.is_supplier === form.isSupplier
  })
  if (same) return work(caller, (now) => save(now, accountId, form, {}))
  return work.rule(caller, 'account_kinds', async (now) => {
    await save(now, accountId, form, { is_customer: form.isCustomer, is_supplier: form.isSupplier })
    return { reach: { to: 'account', id: accountId }, result: undefined }
  })
}

async function save(
  now: Work,
  accountId: string,
  form: EditAccountForm,
  kinds: { is_customer?: boolean; is_supplier?: boolean },
): Promise<void> {
  now.must('account.edit')
  const before = await accountFound(now, accountId)
  if (before.version !== form.version) throw new Conflict('account_changed')
  const saved = await now.db
    .updateTable('accounts')
    .set({ ...described(form), ...kinds, version: form.version + 1 })
    .where('id', '=', accountId)
    .where('version', '=', form.version)
    .returning('id')
    .executeTakeFirst()
  if (!saved) throw new Conflict('account_changed')
  now.audit('account_edited', `account:${accountId}`, { old: { name: before.name }, new: { name: form.name } })
}
