import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testPortal } from '#tools/test-portal.ts'
import { HAS_ENDED } from './tell-ends.ts'

it('[A5] [A17] whether something ended is asked of the indexes alone, however much is still to end', async () => {
  const on = await testPortal()
  const plan = await on.db.transaction().execute(async (db) => {
    await sql`set local enable_seqscan = off`.execute(db)
    await sql`set local enable_bitmapscan = off`.execute(db)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${HAS_ENDED}`.execute(db)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  for (const index of ['grants_ending', 'users_thawing', 'accounts_thawing']) expect(plan).toContain(index)
  expect(plan.match(/Index Cond: .* > e\.told_until\) AND .* <= /g)).toHaveLength(3)
  expect(plan).not.toContain('Filter:')
  await on.close()
})
