import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { readingOn } from './reading.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

describe('reads that are asked at the same time', () => {
  it('are read by one connection in the order in which they were asked, however they are said', async () => {
    const db = readingOn(on.portal.database.pool)
    const said = () =>
      sql<{
        at: number
        pid: number
      }>`select extract(epoch from clock_timestamp())::float8 as at, pg_backend_pid() as pid`
    const built = () =>
      db
        .selectFrom('policy_version')
        .select([
          sql<number>`extract(epoch from clock_timestamp())::float8`.as('at'),
          sql<number>`pg_backend_pid()`.as('pid'),
        ])
        .executeTakeFirstOrThrow()
    const raw = async () => (await said().execute(db)).rows[0]
    for (let round = 0; round < 70; round++) {
      const read = await Promise.all([raw(), built(), raw(), built(), built(), raw()])
      const times = read.map((row) => row?.at ?? NaN)
      expect(times).toEqual([...times].sort((one, other) => one - other))
      expect(new Set(read.map((row) => row?.pid)).size).toBe(1)
    }
  })
})
