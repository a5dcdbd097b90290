import { sql } from 'kysely'
import { contractId } from './ids.ts'
import { CONTRACTS } from './content/contracts.ts'
import { readBefore, type Part } from './part.ts'

/** Up to where the people of the contracts have read: until they last wrote themselves, and what is older than a few days. */
export const contractMarks: Part = {
  name: 'contract-marks',
  async fill({ db, now }) {
    await sql`
      insert into read_marks (user_id, grant_id, stream, seq)
      select p.user_id, p.grant_id, e.stream, max(e.seq) from contracts c
      cross join lateral (
        select c.owner_id as user_id, null::uuid as grant_id
        union select cp.user_id, cp.grant_id from contract_people cp where cp.contract_id = c.id
        union select g.user_id, g.id from grants g where g.id = c.requested_by_grant_id) p
      join feed_entries e on e.stream = 'contract:' || c.id
      where c.id = any(${CONTRACTS.map(({ key }) => contractId(key))}::uuid[])
        and (e.author_id = p.user_id or e.at < ${readBefore(now)})
      group by p.user_id, p.grant_id, e.stream
      on conflict do nothing`.execute(db)
  },
}
