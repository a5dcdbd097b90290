import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { mustBeOwnAddress } from './contact-address.ts'
import { contactFound } from './found.ts'
import type { EditContactForm } from './forms.ts'
import { makePrimary } from './make-primary.ts'

/**
 * Changes what is known of a contact. Errors: `NotFound`; `Invalid` for a new address that staff or another contact has; `Conflict` when
 * somebody saved it meanwhile.
 */
export function editContact(caller: Caller, form: EditContactForm): Promise<void> {
  return work(caller, async (now) => {
    const { db, must, audit } = now
    must('account.edit')
    const contact = await contactFound(now, form.contactId)
    if (form.email?.toLowerCase() !== contact.email?.toLowerCase())
      await mustBeOwnAddress(db, contact.account_id, form.email, contact.id)
    const saved = await db
      .updateTable('contacts')
      .set({
        name: form.name,
        email: form.email,
        phone: form.phone,
        job_title: form.jobTitle,
        version: form.version + 1,
      })
      .where('id', '=', contact.id)
      .where('version', '=', form.version)
      .returning('id')
      .executeTakeFirst()
    if (!saved) throw new Conflict('contact_changed')
    if (form.isPrimary) await makePrimary(db, contact.account_id, contact.id)
    audit('contact_edited', `contact:${contact.id}`)
  })
}
