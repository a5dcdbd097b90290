import { sql } from 'kysely'
import { CONTRACTS } from './content/contracts.ts'
import { contractId } from './ids.ts'
import { markRead } from './mark-read.ts'
import type { Part } from './part.ts'

/** Up to where the people of the contracts have read. */
export const contractMarks: Part = {
  name: 'contract-marks',
  async fill({ db, now }) {
    const from = sql`contracts c
      cross join lateral (
        select c.owner_id as user_id, null::uuid as grant_id
        union select cp.user_id, cp.grant_id from contract_people cp where cp.contract_id = c.id
        union select g.user_id, g.id from grants g where g.id = c.requested_by_grant_id) p
      join feed_entries e on e.stream = 'contract:' || c.id`
    const ids = CONTRACTS.map(({ key }) => contractId(key))
    await markRead(db, now, from, sql`c.id = any(${ids}::uuid[])`)
  },
}
