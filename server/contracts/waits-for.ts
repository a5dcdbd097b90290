import { sql, type RawBuilder } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'

/** What can be somebody's part in a contract now, what goes before first: to review, approve or sign it, or as its owner to take it up, write it, take it further or send it out. */
const PARTS = ['approve', 'approve_early', 'review', 'sign', 'requested', 'draft', 'move', 'send_out'] as const
export type AwaitedPart = (typeof PARTS)[number]

/**
 * The contract `c` waits for the viewer, as its page says it (`app/contracts/awaited.ts`): for their review, approval or signature, or as its owner to be
 * taken further [D1] [D2]. Read as a set, once, and not for each row: what waits is little of all there is.
 */
export const waitsFor = (viewer: Viewer): RawBuilder<boolean> =>
  sql`c.id = any (array(select one.id from (${partsOf(viewer)}) one))`

/**
 * What of the contract `c` is the viewer's part now, the first of them as its page says it; null where it does not wait for them. Read once as well: of
 * several parts in one contract the last that is put into the object stays.
 */
export const partIn = (viewer: Viewer): RawBuilder<AwaitedPart | null> =>
  sql`((select jsonb_object_agg(one.id, one.part order by array_position(${sql.val([...PARTS])}::text[], one.part) desc)
    from (${partsOf(viewer)}) one) ->> c.id::text)`

const partsOf = (viewer: Viewer) =>
  sql`${turnToApprove(viewer)} union all ${namedFor(viewer)} ${viewer.staff ? sql`union all ${ownersPart(viewer)}` : sql``}`

/** Somebody, named on a contract as `person`, has written in its comments since it was last put in review: their review is given. */
export const reviewed = (person: 'cp' | 'me'): RawBuilder<boolean> => {
  const [stream, userId] = [sql.raw(`'contract:' || ${person}.contract_id`), sql.ref(`${person}.user_id`)]
  return sql`exists (select from feed_entries said where said.stream = ${stream} and said.author_id = ${userId}
    and said.body is not null and said.deleted_at is null
    and said.seq > coalesce((select max(put.seq) from feed_entries put where put.stream = ${stream}
      and put.happened @> '{"what": "moved", "to": "in_review"}'), 0))`
}

/** Named at the first position at which nobody has approved yet. */
function turnToApprove({ userId, grant }: Viewer) {
  const given = sql`exists (select from contract_people o join approvals ap on ap.contract_id = o.contract_id and ap.user_id = o.user_id
    and ap.withdrawn_at is null where o.contract_id = p.contract_id and o.role = 'approver' and o.position = p.position)`
  return sql`select w.id, case w.status when 'in_review' then 'approve_early' else 'approve' end as part from contract_people me join contracts w on w.id = me.contract_id
    where me.role = 'approver' and me.user_id = ${userId} and me.grant_id is not distinct from ${grant?.id ?? null}::uuid
      and w.status in ('in_review', 'awaiting_approval')
      and me.position = (select min(p.position) from contract_people p where p.contract_id = w.id and p.role = 'approver' and not ${given})`
}

/** To review what they have said nothing about yet, or to sign. */
const namedFor = ({ userId, grant }: Viewer) =>
  sql`select w.id, case me.role when 'signer' then 'sign' else 'review' end from contract_people me join contracts w on w.id = me.contract_id
    where me.user_id = ${userId} and me.grant_id is not distinct from ${grant?.id ?? null}::uuid
      and ((me.role = 'signer' and w.status = 'out_for_signature')
        or (me.role = 'reviewer' and w.status = 'in_review' and not ${reviewed('me')}))`

/** To be written, sent out, or, when all reviews are given, taken further. */
const ownersPart = ({ userId }: Viewer) =>
  sql`select w.id, case w.status when 'in_review' then 'move' when 'approved' then 'send_out' else w.status end from contracts w where w.owner_id = ${userId}
    and w.status in ('requested', 'draft', 'in_review', 'approved') and (w.status <> 'in_review'
      or not exists (select from contract_people cp where cp.contract_id = w.id and cp.role = 'reviewer' and not ${reviewed('cp')}))`
