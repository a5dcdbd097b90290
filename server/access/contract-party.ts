import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { staffInContract } from './audience.ts'
import { cellOf, KINDS } from './catalogue.ts'
import { otherCells } from './matrix.ts'
import { ticked, type Viewer } from './viewer.ts'

/* Who takes part in a contract: its owner, who asked for it, and who is named on it. Others may see it, and are not spoken to. */

/** The contract `c` is one that the viewer takes part in; read as a set, once, and not for each row. */
export function takesPartIn({ userId, grant }: Viewer): RawBuilder<SqlBool> {
  const own = grant
    ? sql`select cp.contract_id from contract_people cp where cp.grant_id = ${grant.id}
        union all select o.id from contracts o where o.requested_by_grant_id = ${grant.id}`
    : sql`select cp.contract_id from contract_people cp where cp.user_id = ${userId} and cp.grant_id is null
        union all select o.id from contracts o where o.owner_id = ${userId}`
  return sql`c.id = any (array(${own}))`
}

/** The grants `g` in whose names people outside take part in contract `c`. */
const OUTSIDE = sql`g.id = any (array(
      select c.requested_by_grant_id union all select cp.grant_id from contract_people cp where cp.contract_id = c.id))`

/** Everyone who takes part in a contract, whatever they may read there: that is decided of each when they are asked about. */
export const partyOf = (contractId: string): RawBuilder<{ user_id: string; grant_id: string | null }> => sql`
    select s.user_id, null::uuid as grant_id from contracts c cross join lateral (${staffInContract}) s (user_id)
    where c.id = ${contractId}
    union
    select g.user_id, g.id from contracts c join grants g on ${OUTSIDE} where c.id = ${contractId}`

/**
 * The own streams (`grant:…`, `staff:…`) of those who take part in a contract and may read what is said there: whom to ring. What each of them may
 * see is decided when they look.
 */
export function ownStreamsOfParty(
  viewer: Viewer,
  contractId: string | RawBuilder<string>,
): RawBuilder<{ stream: string }> {
  const kinds = KINDS.filter((kind) =>
    [cellOf('contract.read', kind), ...otherCells('contract.read', kind)].every((cell) => ticked(viewer, cell)),
  )
  return sql`
    select 'staff:' || s.user_id as stream from contracts c cross join lateral (${staffInContract}) s (user_id) where c.id = ${contractId}
    union
    select 'grant:' || g.id from contracts c join grants g on ${OUTSIDE}
    where c.id = ${contractId} and c.status <> 'draft' and g.suspended_at is null
      and (g.expires_at is null or g.expires_at > clock_timestamp()) and g.kind = any(${sql.val([...kinds])}::text[])`
}
