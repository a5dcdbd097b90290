import { sql } from 'kysely'
import { reviewersTold } from '#server/access/reviewers-told.ts'
import { endResets } from '#server/auth/end-resets.ts'
import { removeSessions } from '#server/auth/end-sessions.ts'
import { Conflict, NotAllowed } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import { followContact } from '#server/settings/administrator-contact.ts'
import { streamOf } from '#server/streams/events.ts'
import type { LeaveStaffForm } from './forms.ts'
import { mustBeHandedOver } from './hand-over.ts'
import { leaveConversations, leaveProjects, passOn } from './leave-places.ts'
import { everStaff, mustDealWith, mustKeepAnOwner } from './staff-member.ts'

/**
 * Somebody is of the staff no more. What nobody else can be given on a page passes to the viewer. Under EXCLUSIVE. Errors: those of `removeStaff`.
 */
export async function leaveStaff(
  now: Work,
  userId: string,
  { version }: LeaveStaffForm,
  what: 'staff_removed' | 'staff_withdrawn',
): Promise<void> {
  const { db, viewer, audit, emit } = now
  const member = await everStaff(now, userId)
  if (member.removed_at) return
  mustDealWith(now, member.staff_role)
  if (userId === viewer.userId) throw new NotAllowed('not_oneself_removed')
  if (member.version !== version) throw new Conflict('card_changed')
  await mustBeHandedOver(now, member)
  // Asked while they still stand where they stood.
  for (const fact of await reviewersTold(db, [userId])) emit(fact)
  await db
    .updateTable('users')
    .set({
      removed_at: sql`clock_timestamp()`,
      frozen: 'off',
      frozen_until: null,
      password_hash: null,
      login_name: null,
      version: version + 1,
    })
    .where('id', '=', userId)
    .execute()
  await mustKeepAnOwner(now)
  await followContact(db, member, await everStaff(now, viewer.userId))
  await removeSessions(db, { userId })
  await endResets(db, userId)
  const projects = await leaveProjects(now, userId)
  await leaveConversations(now, userId)
  const contracts = await passOn(now, userId)
  audit(what, `user:${userId}`, {
    old: { name: member.name, email: member.email, role: member.staff_role, projects, contracts },
  })
  emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'staff' } })
}
