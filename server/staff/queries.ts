import { sql } from 'kysely'
import { lastDayFrozen } from '#server/accounts/freezing.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { toHandOver } from './hand-over.ts'
import { everStaff, isLastOwner, rolesDealtWith } from './staff-member.ts'
import { viewStaff } from './views.ts'

const ONLINE = sql<boolean>`exists (select from presence p join nodes n on n.id = p.node_id
  where p.stream = 'staff:' || u.id and n.beat_at > clock_timestamp() - interval '5 seconds')`

/** The host's own people with what is on their cards [A20]. Errors: `NotAllowed` for all but admins. */
export function staffPage(caller: Caller) {
  return look(caller, async ({ db, viewer, must }) => {
    must('staff.edit')
    const positions = await positionsOf(db, [streamOf.settings])
    const rows = await db
      .selectFrom('users as u')
      .selectAll('u')
      .select([ONLINE.as('online'), lastDayFrozen('u').as('frozen_last_day')])
      .where('u.kind', '=', 'staff')
      .where('u.removed_at', 'is', null)
      .orderBy(sql`array_position('{owner,admin,member}', u.staff_role)`)
      .orderBy(sql`lower(u.name)`)
      .orderBy('u.id')
      .execute()
    return {
      staff: rows.map((row) => viewStaff(row, viewer)),
      /** Those a new colleague can be given. */
      roles: rolesDealtWith(viewer),
      positions,
    }
  })
}

/**
 * One card; of somebody who was removed, that they were. `leaving`: with what they hand over before they can go. Errors: `NotAllowed`, `NotFound`.
 */
export function staffCard(caller: Caller, id: string, leaving = false) {
  return look(caller, async (here) => {
    const { db, viewer } = here
    const found = await everStaff(here, id)
    const positions = await positionsOf(db, [streamOf.settings])
    const row = await db
      .selectFrom('users as u')
      .selectAll('u')
      .select([ONLINE.as('online'), lastDayFrozen('u').as('frozen_last_day')])
      .where('u.id', '=', found.id)
      .executeTakeFirstOrThrow()
    const member = viewStaff(row, viewer)
    const stays = await isLastOwner(here, found)
    return {
      member,
      /** Those that a Save of this card takes. */
      roles: stays || !member.mayChange ? [member.role] : rolesDealtWith(viewer),
      /** There is no other Owner: this one stays. */
      lastOwner: stays,
      handOver: leaving && !row.removed_at ? await toHandOver(db, found.id) : null,
      positions,
    }
  })
}
