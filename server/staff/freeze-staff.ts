import type { Freezing } from '#server/accounts/forms.ts'
import { frozenAs, mustBeAsShown } from '#server/accounts/freezing.ts'
import { reviewersTold } from '#server/access/reviewers-told.ts'
import { removeSessions } from '#server/auth/end-sessions.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import { mustDealWith, mustKeepAnOwner, staffMember } from './staff-member.ts'

/**
 * Freezes somebody of the staff, or thaws them [A17, A20]: off ends their sessions as well. In force everywhere when this returns.
 * Errors: `NotAllowed`, `NotFound`; `Invalid` for oneself and for a last day that is over or without a freeze; `Conflict` for the last Owner,
 * and when somebody froze or thawed them meanwhile.
 */
export function freezeStaff(caller: Caller, userId: string, form: Freezing): Promise<void> {
  return work.rule(caller, 'person_frozen', async (now) => {
    const { frozen, lastDay } = form
    const before = await staffMember(now, userId)
    mustDealWith(now, before.staff_role)
    if (userId === now.viewer.userId) throw new Invalid({ frozen: 'not_oneself' })
    await mustBeAsShown(now, 'u', userId, form)
    await now.db
      .updateTable('users')
      .set(await frozenAs(now, form))
      .where('id', '=', userId)
      .execute()
    if (frozen) await mustKeepAnOwner(now)
    if (frozen === 'off') await removeSessions(now.db, { userId })
    now.audit('person_frozen', `user:${userId}`, { old: { frozen: before.frozen }, new: { frozen, lastDay } })
    for (const fact of await reviewersTold(now.db, [userId])) now.emit(fact)
    now.emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'staff' } })
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
