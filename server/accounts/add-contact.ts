import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { AddContactForm } from './forms.ts'

/** Adds a person to an account's contacts; that gives them no access yet. */
export async function addContact(
  caller: Caller,
  accountId: string,
  form: AddContactForm,
): Promise<{ contactId: string }> {
  return work(caller, async ({ db, scope, must, audit }) => {
    must('account.edit')
    const account = await scope.accounts().where('a.id', '=', accountId).executeTakeFirst()
    if (!account) throw new NotFound()
    const { id } = await db
      .insertInto('contacts')
      .values({ account_id: account.id, name: form.name, email: form.email, job_title: form.jobTitle })
      .returning('id')
      .executeTakeFirstOrThrow()
    audit('contact_added', `contact:${id}`)
    return { contactId: id }
  })
}
