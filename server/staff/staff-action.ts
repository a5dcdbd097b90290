import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { freezingForm } from '#server/accounts/forms.ts'
import { readForm } from '#server/platform/read-form.ts'
import { editStaff } from './edit-staff.ts'
import { editStaffForm } from './forms.ts'
import { freezeStaff } from './freeze-staff.ts'
import { inviteStaffAgain } from './send-again.ts'

/** Does what a form of a staff card asks for; answers what to say. Errors: `NotFound` for what is none, and those of what it does. */
export async function staffAction(
  caller: Caller,
  userId: string,
  sent: FormData,
): Promise<'saved' | 'frozen' | 'invited'> {
  switch (sent.get('do')) {
    case 'save':
      await editStaff(caller, userId, readForm(editStaffForm, sent))
      return 'saved'
    case 'freeze':
      await freezeStaff(caller, userId, readForm(freezingForm, sent))
      return 'frozen'
    case 'invite':
      await inviteStaffAgain(caller, userId)
      return 'invited'
    default:
      throw new NotFound()
  }
}
