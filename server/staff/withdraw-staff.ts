import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { LeaveStaffForm } from './forms.ts'
import { leaveStaff } from './leave-staff.ts'
import { everStaff } from './staff-member.ts'

/**
 * Takes back that somebody was added to the staff who has not come yet [A20]: their link stops working at once, and a mail that has not left does not
 * leave. Errors: those of `removeStaff`; `Conflict` for who has chosen a password meanwhile.
 */
export function withdrawStaff(caller: Caller, userId: string, form: LeaveStaffForm): Promise<void> {
  return work.rule(caller, 'staff_withdrawn', async (now) => {
    if ((await everStaff(now, userId)).password_hash !== null) throw new Conflict('staff_came')
    await leaveStaff(now, userId, form, 'staff_withdrawn')
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
