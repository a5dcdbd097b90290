import { sql, type RawBuilder } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'

/**
 * The contract `c` waits for the viewer: it is their turn to approve it, or a client asked for it and they own it and have not sent it for review
 * [D1]. Read as a set, once, and not for each row: what waits is little of all there is.
 */
export const waitsFor = (viewer: Viewer): RawBuilder<boolean> =>
  sql`c.id = any (array(${turnToApprove(viewer)} ${viewer.staff ? sql`union all ${askedOf(viewer)}` : sql``}))`

/** Named at the first position at which nobody has approved yet. */
function turnToApprove({ userId, grant }: Viewer) {
  const given = sql`exists (select from contract_people o join approvals ap on ap.contract_id = o.contract_id and ap.user_id = o.user_id
    and ap.withdrawn_at is null where o.contract_id = p.contract_id and o.role = 'approver' and o.position = p.position)`
  return sql`select w.id from contract_people me join contracts w on w.id = me.contract_id
    where me.role = 'approver' and me.user_id = ${userId} and me.grant_id is not distinct from ${grant?.id ?? null}::uuid
      and w.status in ('in_review', 'awaiting_approval')
      and me.position = (select min(p.position) from contract_people p where p.contract_id = w.id and p.role = 'approver' and not ${given})`
}

const askedOf = ({ userId }: Viewer) =>
  sql`select w.id from contracts w where w.owner_id = ${userId}
    and (w.status = 'requested' or (w.status = 'draft' and w.requested_by_grant_id is not null))`
