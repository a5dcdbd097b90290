import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { addNote } from '#server/notes/add-note.ts'
import { editNote } from '#server/notes/edit-note.ts'
import { addNoteForm, editNoteForm, noteForm, shareNoteForm } from '#server/notes/forms.ts'
import { removeNote } from '#server/notes/remove-note.ts'
import { shareNote } from '#server/notes/share-note.ts'
import { accessChangesIn } from './access-form.ts'
import { addContact } from './add-contact.ts'
import { editContact } from './edit-contact.ts'
import { contactForm, contactIdForm, editContactForm, freezeForm, freezingForm } from './forms.ts'
import { freezeAccount } from './freeze-account.ts'
import { freezePerson } from './freeze-person.ts'
import { grantAction } from './grant-action.ts'
import { removeContact } from './remove-contact.ts'
import { saveAccess } from './save-access.ts'
import { resumeAccess, suspendAccess } from './switch-access.ts'
import type { Done } from './catalogue.ts'

/** Does what a form of an account's pages asks for: `do` names it. Errors: `NotFound` for what is none, and those of what it does. */
export async function accountAction(caller: Caller, accountId: string, sent: FormData): Promise<Done> {
  const done = await grantAction(caller, sent)
  if (done) return done
  switch (sent.get('do')) {
    case 'suspend':
      await suspendAccess(caller, readForm(contactIdForm, sent))
      return { told: 'suspended' }
    case 'resume':
      await resumeAccess(caller, readForm(contactIdForm, sent))
      return { told: 'resumed' }
    case 'freeze_person':
      await freezePerson(caller, readForm(freezeForm, sent))
      return { told: 'frozen' }
    case 'freeze_account':
      await freezeAccount(caller, accountId, readForm(freezingForm, sent))
      return { told: 'frozen' }
    case 'save_access':
      await saveAccess(caller, accountId, accessChangesIn(sent))
      return { told: 'saved' }
    case 'add_contact':
      return { told: 'contact_added', ...(await addContact(caller, accountId, readForm(contactForm, sent))) }
    case 'edit_contact':
      await editContact(caller, readForm(editContactForm, sent))
      return { told: 'contact_saved' }
    case 'remove_contact':
      await removeContact(caller, readForm(contactIdForm, sent))
      return { told: 'contact_removed' }
    case 'add_note':
      await addNote(caller, accountId, readForm(addNoteForm, sent))
      return { told: 'note' }
    case 'edit_note':
      await editNote(caller, readForm(editNoteForm, sent))
      return { told: 'note' }
    case 'share_note':
      await shareNote(caller, readForm(shareNoteForm, sent))
      return { told: 'note' }
    case 'remove_note':
      await removeNote(caller, readForm(noteForm, sent))
      return { told: 'note' }
    default:
      throw new NotFound()
  }
}
