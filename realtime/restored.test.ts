import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Db } from '#db/database.ts'
import { gateMode } from '#db/gated-dialect.ts'
import { cast } from '#db/testing/cast.ts'
import { catchUp } from '#server/streams/catch-up.ts'
import { streamOf, storeEvents } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { databaseAt } from '#tools/database-at.ts'
import { testDatabase, type TestDatabase } from '#tools/test-db.ts'
import { whenSwept } from '#tools/when-swept.ts'
import { startNode, type TestClient, type TestNode } from './testing/nodes.ts'

let own: TestDatabase
let name: string
let older: string
let people: Awaited<ReturnType<typeof cast>>
let task: string
let nodes: TestNode[] = []
const clients: TestClient[] = []

/** Something the portal's own role may do to a whole database. */
async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client(databaseAt(own.url, 'postgres'))
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
const say = (db: Db, times: number) =>
  gateMode.run('share', () =>
    db.transaction().execute((inner) =>
      storeEvents(
        inner,
        Array.from({ length: times }, (_, nth) => ({ stream: task, fact: 'entry.said', data: { nth } })),
      ),
    ),
  )
async function elsewhere<T>(url: string, fn: (db: Db) => Promise<T>): Promise<T> {
  const database = await openDatabase(url, { connections: 2, onLost: () => undefined })
  return fn(database.db).finally(() => database.close())
}
const clockAt = async (db: Db) => (await positionsOf(db, [task]))[task] ?? 0

/** A portal of two nodes with an older copy of its database beside it. */
beforeEach(async () => {
  own = await testDatabase()
  name = new URL(own.url).pathname.slice(1)
  older = `test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  people = await elsewhere(own.url, (db) => cast(db))
  task = streamOf.task(people.taskOfRila)
  await elsewhere(own.url, (db) => say(db, 2))
  await onServer(`create database "${older}" template "${name}"`)
  nodes = [await startNode(own.url), await startNode(own.url)]
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  for (const node of nodes) await node.close()
  await whenSwept(() => onServer(`drop database if exists "${older}" with (force)`))
  await own.close()
})

/** Puts the copy into the database's place, grown past where everybody stands, while the nodes run. */
async function restore(): Promise<void> {
  await elsewhere(databaseAt(own.url, older), (db) => say(db, 50))
  await whenSwept(() => onServer(`drop database if exists "${name}" with (force)`))
  await onServer(`alter database "${older}" rename to "${name}"`)
}

describe('a database restored from an older copy while the portal runs', () => {
  it('[X6] clients whose lines never broke are told to start afresh, and are shown nothing that does not follow from where they stood', async () => {
    const watching = await Promise.all(
      nodes.map(async (node, nth) => {
        const client = node.client(nth === 0 ? people.ana : people.mila)
        clients.push(client)
        client.watch({ [task]: await clockAt(node.portal.database.db) })
        await client.until(({ frames }) => frames.some(({ rights }) => rights?.some(({ stream }) => stream === task)))
        return client
      }),
    )
    const [near] = nodes
    if (!near) throw new Error('no node')
    await say(near.portal.database.db, 3)
    for (const client of watching) await client.until(() => client.news(task).length === 3)
    const stood = watching.map((client) => client.frames.flatMap(({ news }) => news ?? []).at(-1)?.to ?? 0)

    await restore()
    for (const client of watching) {
      await client.until(({ frames }) => frames.some(({ reset }) => reset?.includes(task)), 10_000)
      expect(client.disconnects).toBe(0)
      expect(client.news(task)).toHaveLength(3)
    }
    expect(await clockAt(near.portal.database.db)).toBeGreaterThan(Math.max(...stood) + 50)

    // From a fresh snapshot on, everything comes again.
    for (const client of watching) client.watch({ [task]: await clockAt(near.portal.database.db) })
    await say(near.portal.database.db, 2)
    for (const client of watching) await client.until(() => client.news(task).length === 5)
  })

  it('[X6] whoever was away and comes back with an old position, by the line or without one, starts afresh', async () => {
    const [near] = nodes
    if (!near) throw new Error('no node')
    await say(near.portal.database.db, 3)
    const stood = await clockAt(near.portal.database.db)
    await restore()
    await expect
      .poll(() => catchUp(near.caller(people.ana), { [task]: stood }).catch(() => null), { timeout: 10_000 })
      .toMatchObject({ reset: [task], news: [] })
    const late = near.client(people.ana)
    clients.push(late)
    late.watch({ [task]: stood })
    await late.until(({ frames }) => frames.some(({ reset }) => reset?.includes(task)), 10_000)
    expect(late.news(task)).toEqual([])
  })
})
