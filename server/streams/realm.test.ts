import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Database } from '#db/database.ts'
import { gateMode } from '#db/gated-dialect.ts'
import { log } from '#server/platform/log.ts'
import type { Portal } from '#server/platform/portal.ts'
import { databaseAt } from '#tools/database-at.ts'
import { testDatabase } from '#tools/test-db.ts'
import { whenSwept } from '#tools/when-swept.ts'
import { localDoorbell } from './doorbell.ts'
import { storeEvents } from './events.ts'
import { misplaced } from './positions.ts'
import { readEvents } from './read-events.ts'
import { knownRealm, settleRealm } from './realm.ts'

const stream = `task:${randomUUID()}`
let url: string
let database: Database

const open = (at: string) => {
  const opened = openDatabase(at, { connections: 3, onLost: () => undefined })
  onTestFinished(async () => (await opened).close())
  return opened
}
const nodeOn = (on: Database): Portal => ({
  nodeId: randomUUID(),
  database: on,
  doorbell: localDoorbell(),
  log,
  dataFolder: '/nonexistent',
  publicUrl: 'http://portal.test',
  sendsMail: false,
})
const say = (on: Database, times: number, name = stream) =>
  gateMode.run('share', () =>
    on.db.transaction().execute((db) =>
      storeEvents(
        db,
        Array.from({ length: times }, (_, nth) => ({ stream: name, fact: 'entry.said', data: { nth } })),
      ),
    ),
  )
const readOn = async (on: Database, after: number, name = stream) =>
  [...(await readEvents(on.db, [{ stream: name, after }])).values()][0]
const clockOf = async (on: Database, name = stream) => (await readOn(on, 0, name))?.clock ?? 0
const DUMPED = ['realm', 'streams', 'events']
/** The rows of what is told here, as a dump holds them. */
const dump = async () =>
  Promise.all(
    DUMPED.map(async (table) => {
      const { rows } = await database.pool.query<{ rows: string }>(
        `select coalesce(json_agg(row_to_json(t)), '[]')::text as rows from ${table} t`,
      )
      return { table, rows: rows[0]?.rows ?? '[]' }
    }),
  )
/** Loads them in one transaction, as `pg_restore -1` does. */
async function load(dumped: Awaited<ReturnType<typeof dump>>, at: string): Promise<void> {
  const client = new pg.Client(at)
  await client.connect()
  await client.query('begin')
  for (const { table, rows } of dumped) {
    await client.query(`delete from ${table}`)
    await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [rows])
  }
  await client.query('commit')
  await client.end()
}
/** Another database on the same server, gone after the test. */
async function another(how = ''): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const server = databaseAt(url, 'postgres')
  const run = async (sql: string) => {
    const client = new pg.Client(server)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run(`create database "${name}" ${how}`)
  onTestFinished(() => whenSwept(() => run(`drop database if exists "${name}" with (force)`)))
  return databaseAt(url, name)
}

beforeEach(async () => {
  const own = await testDatabase()
  url = own.url
  database = await openDatabase(url, { connections: 3, onLost: () => undefined })
  return async () => {
    await database.close()
    await own.close()
  }
})

describe('the numbers of a stream', () => {
  it('[C4] follow one another from where they begin, however they are stored', async () => {
    const begins = await clockOf(database)
    expect(await readOn(database, begins)).toMatchObject({ clock: begins, misplaced: null, facts: [] })
    await say(database, 2)
    await say(database, 1)
    const found = await readOn(database, begins)
    expect(found?.facts.map(({ seq }) => seq - begins)).toEqual([1, 2, 3])
    expect(await readOn(database, 0)).toMatchObject({ misplaced: null, to: begins + 3 })
  })

  it('are no other stream’s: a position of another is never continued', async () => {
    const other = `contract:${randomUUID()}`
    await say(database, 5)
    await say(database, 500, other)
    const [here, there] = [await clockOf(database), await clockOf(database, other)]
    expect((await readOn(database, there))?.misplaced).toBe('other_stream')
    expect((await readOn(database, here, other))?.misplaced).toBe('other_stream')
  })
})

describe('a database', () => {
  it('[X6] stays what it is while it is only used, restarted under other nodes, vacuumed or settled by many at once', async () => {
    const [near, far] = [nodeOn(database), nodeOn(await open(url))]
    const { begins } = await settleRealm(near)
    await say(database, 3)
    await database.pool.query('vacuum (freeze) realm')
    await database.pool.query('vacuum full realm')
    for (const one of await Promise.all([near, far, nodeOn(await open(url))].map((node) => settleRealm(node))))
      expect(one.begins).toBe(begins)
    expect((await readOn(database, await clockOf(database)))?.misplaced).toBeNull()
  })

  it.each([
    [
      'loaded from a dump into another one',
      async () => {
        const rows = await dump()
        const own = await testDatabase()
        onTestFinished(own.close)
        await load(rows, own.url)
        return own.url
      },
    ],
    [
      'loaded from a dump over itself',
      async () => {
        const rows = await dump()
        await say(database, 7)
        await load(rows, url)
        return url
      },
    ],
    [
      'copied on its server',
      async () => {
        await database.close()
        return another(`template "${new URL(url).pathname.slice(1)}"`)
      },
    ],
  ])('[X6] %s numbers anew, and nobody goes on from where they stood', async (_, restore) => {
    await settleRealm(nodeOn(database))
    await say(database, 5)
    const stood = await clockOf(database)
    const restored = await open(await restore())
    // It grows past where somebody stood before anybody settles it.
    await say(restored, 10)
    expect((await readOn(restored, stood))?.misplaced).toBeNull()

    const { version } = await restored.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    await settleRealm(nodeOn(restored))
    for (const after of [stood, stood + 5]) expect((await readOn(restored, after))?.misplaced).toMatch(/^other_/)
    const fresh = await clockOf(restored)
    expect(fresh).toBeGreaterThan(stood + 10_000)
    await say(restored, 1)
    expect((await readOn(restored, fresh))?.facts.map(({ seq }) => seq)).toEqual([fresh + 1])
    // What nodes remember under the policy's version is of the other database.
    const moved = await restored.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
    expect(moved.version).toBeGreaterThan(version + 10_000)
  })

  it('[X6] that is older than a node knows it to be is renewed once, however many nodes know', async () => {
    const [near, far, late] = [nodeOn(database), nodeOn(await open(url)), nodeOn(await open(url))]
    await settleRealm(near)
    await settleRealm(far)
    // What a node knew of a log that was longer, and of a realm that is gone.
    const before = knownRealm(near)
    const longer = { known: { begins: before?.begins ?? 0, reached: 'FFFF/0' }, putBack: false }
    const [one, two] = await Promise.all([
      settleRealm(nodeOn(database), undefined, longer),
      settleRealm(nodeOn(database), undefined, longer),
    ])
    expect(one.begins).toBeGreaterThan(before?.begins ?? Infinity)
    expect(two.begins).toBe(one.begins)
    expect((await settleRealm(far)).begins).toBe(one.begins)
    const gone = one.begins + 10 ** 12
    const later = await settleRealm(late, undefined, { known: { begins: gone, reached: '0/1' }, putBack: false })
    expect(later.begins).toBeGreaterThan(gone)
    expect(
      misplaced(gone + 5, { clock: later.begins, oldest: later.begins + 1, begins: later.begins, realm: later.begins }),
    ).toBe('other_database')
  })
})
