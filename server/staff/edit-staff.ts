import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import { ticksIn, ticksOf } from './columns.ts'
import type { EditStaffForm } from './forms.ts'
import { mustDealWith, mustKeepAnOwner, staffMember } from './staff-member.ts'

/**
 * Changes a staff card: name, role and ticks [A20]. In force everywhere when this returns. Errors: `NotAllowed`, `NotFound`; `Conflict` for the
 * last Owner, and when somebody saved it meanwhile.
 */
export function editStaff(caller: Caller, userId: string, form: EditStaffForm): Promise<void> {
  return work.rule(caller, 'staff_card', async (now) => {
    const before = await staffMember(now, userId)
    mustDealWith(now, before.staff_role)
    mustDealWith(now, form.role)
    if (before.version !== form.version) throw new Conflict('card_changed')
    await now.db
      .updateTable('users')
      .set({ name: form.name, staff_role: form.role, ...ticksOf(form), version: form.version + 1 })
      .where('id', '=', userId)
      .execute()
    await mustKeepAnOwner(now)
    now.audit('staff_card', `user:${userId}`, {
      old: {
        name: before.name,
        role: before.staff_role,
        ...ticksIn(before),
      },
      new: { ...form },
    })
    now.emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'staff' } })
    now.emit({ stream: streamOf.staff(userId), fact: 'card.changed', data: {} })
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
