import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '#tools/test-db.ts'
import { askNamed, type Named } from './ask-named.ts'
import { openPool } from './database.ts'
import { together } from './together.ts'

let home: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  home = await testDatabase()
  pool = openPool(home.url, 1)
})
afterAll(async () => {
  await pool.end()
  await home.close()
})

/** A client, and how often the server described columns to it. */
async function withClient(use: (client: pg.PoolClient, described: () => number) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let times = 0
  const { connection } = client as unknown as { connection: { on(what: string, hear: () => void): void } }
  connection.on('rowDescription', () => times++)
  try {
    await use(client, () => times)
  } finally {
    client.release(true)
  }
}

const ECHO = `select $1::text as said, $2::bigint as many, $3::timestamptz as at, $4::boolean as is, $5::uuid[] as ids,
  $6::text as nothing, $7::jsonb as data, array[$1, null]::text[] as both, $8::date as day, $9::float8 as part`
const valuesWith = (said: string) => [
  said,
  9_007_199_254_740_991,
  new Date('2026-03-29T01:30:00.123Z'),
  false,
  [randomUUID(), randomUUID()],
  null,
  { deep: ['“quoted”', 1] },
  '2026-11-28',
  0.1,
]

describe('[X5] a statement that a connection keeps', () => {
  it('answers what the driver would, whatever was said, and has its columns described once', async () => {
    await withClient(async (client, described) => {
      const long = 'ще една дума '.repeat(20_000)
      for (const said of ['a word', '', 'اسم 🎉 name\n"quoted" \\ {,}', long, 'short again']) {
        const values = valuesWith(said)
        const { rows, rowCount } = await askNamed(client, { name: 'echo', text: ECHO, values })
        const { rows: driven } = await client.query(ECHO, values)
        expect(rows).toEqual(driven)
        expect(rowCount).toBe(1)
      }
      // The driver asked five times.
      expect(described()).toBe(1 + 5)
    })
  })

  it('takes bytes, no values and no rows', async () => {
    await withClient(async (client) => {
      for (let nth = 0; nth < 3; nth++) {
        const bytes = { name: 'bytes', text: 'select $1::bytea as kept', values: [Buffer.from([0, 1, 255])] }
        expect((await askNamed(client, bytes)).rows).toEqual([{ kept: Buffer.from([0, 1, 255]) }])
        const one = { name: 'one', text: 'select 1 as one', values: [] }
        expect((await askNamed(client, one)).rows).toEqual([{ one: 1 }])
        const none = { name: 'none', text: 'select 1 as one where $1', values: [false] }
        expect((await askNamed(client, none)).rows).toEqual([])
      }
    })
  })

  it('refused by the server, it rejects with where it was asked, and those before and behind it are answered', async () => {
    await withClient(async (client) => {
      const share = (by: number): Named => ({ name: 'share', text: 'select 12 / $1::int as share', values: [by] })
      await askNamed(client, share(1))
      const answers = await Promise.allSettled(
        together(client, () => [2, 0, 3].map((by) => askNamed<{ share: number }>(client, share(by)))),
      )
      expect(answers.map((one) => (one.status === 'fulfilled' ? one.value.rows[0]?.share : one.status))).toEqual([
        6,
        'rejected',
        4,
      ])
      expect(answers[1]).toMatchObject({
        reason: { code: '22012', stack: expect.stringContaining('ask-named') as string },
      })
      expect((await askNamed(client, share(4))).rows).toEqual([{ share: 3 }])
    })
  })

  it('whose table is another than when it was described, is refused and not read wrong', async () => {
    await withClient(async (client) => {
      await client.query('create table asked_by_name as select 1 as id')
      const all = { name: 'all', text: 'select * from asked_by_name where id > $1', values: [0] }
      await askNamed(client, all)
      expect((await askNamed(client, all)).rows).toEqual([{ id: 1 }])
      await client.query(`alter table asked_by_name add more text not null default 'new'`)
      await expect(askNamed(client, all)).rejects.toMatchObject({ code: '0A000' })
    })
  })

  it('is refused where its connection is gone, and nobody waits', async () => {
    await withClient(async (client) => {
      const one = { name: 'one', text: 'select $1::int as one', values: [1] }
      await askNamed(client, one)
      const lost = new Promise((resolve) => client.once('end', resolve))
      await askNamed(client, { name: 'end', text: 'select pg_terminate_backend(pg_backend_pid())', values: [] }).catch(
        () => undefined,
      )
      await lost
      await expect(askNamed(client, one)).rejects.toThrow()
    })
  })
})
