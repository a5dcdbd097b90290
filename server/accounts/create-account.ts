import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { described, mustBeSomething } from './account-kinds.ts'
import { mustNotBeStaff } from './contact-address.ts'
import type { AccountForm } from './forms.ts'

/** Opens an account [A1]. A one-person business is its own first contact. Errors: `NotAllowed`, `Invalid`. */
export function createAccount(caller: Caller, form: AccountForm): Promise<{ accountId: string }> {
  return work(caller, async ({ db, must, audit }) => {
    must('account.edit')
    mustBeSomething(form)
    if (form.isPerson) await mustNotBeStaff(db, form.email)
    const { id } = await db
      .insertInto('accounts')
      .values({ ...described(form), is_customer: form.isCustomer, is_supplier: form.isSupplier })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (form.isPerson)
      await db
        .insertInto('contacts')
        .values({ account_id: id, name: form.name, email: form.email, phone: form.phone, is_primary: true })
        .execute()
    audit('account_created', `account:${id}`, { new: { name: form.name } })
    return { accountId: id }
  })
}
