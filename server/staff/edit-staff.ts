import { mustBeNoContacts } from '#server/accounts/contact-address.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { followContact } from '#server/settings/administrator-contact.ts'
import { streamOf } from '#server/streams/events.ts'
import { ticksIn, ticksOf } from './columns.ts'
import { mustBeFree, moveAddress } from './staff-address.ts'
import type { EditStaffForm } from './forms.ts'
import { mustDealWith, mustKeepAnOwner, staffMember } from './staff-member.ts'

/**
 * Changes a staff card: name, address, role and ticks [A20]. In force everywhere when this returns; who is signed in stays so. Answers whether the
 * address is another now. Errors: `NotAllowed`, `NotFound`; `Invalid` for an address that somebody else has, or a contact; `Conflict` for the last Owner, and when
 * somebody saved it or removed them meanwhile.
 */
export function editStaff(caller: Caller, userId: string, form: EditStaffForm): Promise<{ moved: boolean }> {
  return work.rule(caller, 'staff_card', async (now) => {
    const before = await staffMember(now, userId)
    mustDealWith(now, before.staff_role)
    mustDealWith(now, form.role)
    if (before.version !== form.version) throw new Conflict('card_changed')
    const moved = form.email !== before.email.toLowerCase()
    if (moved) await mustBeFree(now, userId, form.email)
    if (moved) await mustBeNoContacts(now.db, form.email)
    await now.db
      .updateTable('users')
      .set({ name: form.name, staff_role: form.role, ...ticksOf(form), version: form.version + 1 })
      .where('id', '=', userId)
      .execute()
    await mustKeepAnOwner(now)
    if (moved) await moveAddress(now, before, form)
    if (moved || form.name !== before.name) await followContact(now.db, before, form)
    now.audit('staff_card', `user:${userId}`, {
      old: {
        name: before.name,
        email: before.email,
        role: before.staff_role,
        ...ticksIn(before),
      },
      new: { ...form },
    })
    now.emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'staff' } })
    now.emit({ stream: streamOf.staff(userId), fact: 'card.changed', data: {} })
    return { reach: { to: 'user', id: userId }, result: { moved } }
  })
}
