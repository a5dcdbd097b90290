import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { inviteStaff } from './add-staff.ts'
import { staffMember } from './staff-member.ts'

/** Sends the mail of somebody who has not chosen a password yet once more; the older link stops working. Errors: `NotAllowed`, `Conflict`. */
export function inviteStaffAgain(caller: Caller, userId: string): Promise<void> {
  return work(caller, async (now) => {
    const member = await staffMember(now, userId)
    if (member.password_hash !== null) throw new Conflict('has_signed_in')
    await inviteStaff(now, member.id)
    now.audit('staff_invited_again', `user:${userId}`)
  })
}
