import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { mustBeOwnAddress } from './contact-address.ts'
import { accountFound } from './found.ts'
import type { ContactForm } from './forms.ts'
import { makePrimary } from './make-primary.ts'

/**
 * Adds a person to an account's contacts; that gives them no access yet. The first one is the primary one [A1]. Errors: `NotFound`; `Invalid`
 * for the address of staff, or of another contact there.
 */
export function addContact(caller: Caller, accountId: string, form: ContactForm): Promise<{ contactId: string }> {
  return work(caller, async ({ db, scope, must, audit }) => {
    must('account.edit')
    const account = await accountFound({ scope, must }, accountId)
    await mustBeOwnAddress(db, account.id, form.email)
    const { id } = await db
      .insertInto('contacts')
      .values({
        account_id: account.id,
        name: form.name,
        email: form.email,
        phone: form.phone,
        job_title: form.jobTitle,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await makePrimary(db, account.id, form.isPrimary ? id : null)
    audit('contact_added', `contact:${id}`)
    return { contactId: id }
  })
}
