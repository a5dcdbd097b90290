import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { freezingForm } from '#server/accounts/forms.ts'
import { readForm } from '#server/platform/read-form.ts'
import { editStaff } from './edit-staff.ts'
import { editStaffForm, leaveStaffForm } from './forms.ts'
import { freezeStaff } from './freeze-staff.ts'
import { removeStaff } from './remove-staff.ts'
import { inviteStaffAgain } from './send-again.ts'
import { withdrawStaff } from './withdraw-staff.ts'

/** Does what a form of a staff card asks for; answers what to say. Errors: `NotFound` for what is none, and those of what it does. */
export async function staffAction(
  caller: Caller,
  userId: string,
  sent: FormData,
): Promise<'saved' | 'moved' | 'frozen' | 'invited' | 'removed' | 'withdrawn'> {
  switch (sent.get('do')) {
    case 'save':
      return (await editStaff(caller, userId, readForm(editStaffForm, sent))).moved ? 'moved' : 'saved'
    case 'freeze':
      await freezeStaff(caller, userId, readForm(freezingForm, sent))
      return 'frozen'
    case 'invite':
      await inviteStaffAgain(caller, userId)
      return 'invited'
    case 'remove':
      await removeStaff(caller, userId, readForm(leaveStaffForm, sent))
      return 'removed'
    case 'withdraw':
      await withdrawStaff(caller, userId, readForm(leaveStaffForm, sent))
      return 'withdrawn'
    default:
      throw new NotFound()
  }
}
