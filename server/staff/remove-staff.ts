import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { LeaveStaffForm } from './forms.ts'
import { leaveStaff } from './leave-staff.ts'

/**
 * Takes somebody out of the staff, for good [A20]: they lose every right, and every open page, before this returns; what they wrote and did stays
 * theirs. Who is out already is no error. Errors: `NotAllowed`, also for oneself; `NotFound`; `Conflict` while they have something to hand over, for
 * the last Owner, and when somebody saved the card meanwhile.
 */
export function removeStaff(caller: Caller, userId: string, form: LeaveStaffForm): Promise<void> {
  return work.rule(caller, 'staff_removed', async (now) => {
    await leaveStaff(now, userId, form, 'staff_removed')
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
