import { sql, type RawBuilder } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'

/** It is the viewer's turn to approve the contract `c`: they are named at the first position at which nobody has approved yet. */
export function waitsFor({ userId, grant }: Viewer): RawBuilder<boolean> {
  const given = sql`exists (select from contract_people o join approvals ap on ap.contract_id = o.contract_id and ap.user_id = o.user_id
    and ap.withdrawn_at is null where o.contract_id = p.contract_id and o.role = 'approver' and o.position = p.position)`
  return sql`(c.status in ('in_review', 'awaiting_approval') and exists (
    select from contract_people me where me.contract_id = c.id and me.role = 'approver' and me.user_id = ${userId}
      and me.grant_id is not distinct from ${grant?.id ?? null}::uuid
      and me.position = (select min(p.position) from contract_people p where p.contract_id = c.id and p.role = 'approver' and not ${given})))`
}
