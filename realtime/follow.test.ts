import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { postEntry } from '#server/feed/post-entry.ts'
import { atOnce } from '#server/platform/at-once.ts'
import { look } from '#server/platform/look.ts'
import type { Told } from '#server/streams/told.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.leave())
afterAll(() => on.close())

const everyone = () => [on.people.mila.userId, on.people.ana.userId, on.people.boris.userId]
const post = (body: string, sentId: string = randomUUID()) =>
  postEntry(
    on.near.caller(on.people.mila),
    { kind: 'task', id: on.people.taskOfRila },
    { body, sentId, teamOnly: false, audience: everyone() },
  )
const remembered = () => look(on.near.caller(on.people.mila), () => Promise.resolve())
const told = async () => ({
  version: await versionNow(),
  fact: { stream: on.task, seq: (await on.clock()) + 1, fact: 'entry.said', data: {}, at: new Date() },
  row: {},
})
const versionNow = async () =>
  (await on.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()).version

/** Tells the tail of a write as soon as it is idle: it looks by itself every half a second. */
async function follow(writing: (client: pg.PoolClient) => Promise<Told>): Promise<void> {
  const { doorbell, database } = on.near.portal
  const client = await database.pool.connect()
  for (let nth = 0; nth < 20; nth++) {
    const followed = doorbell.follower?.(on.task, client, writing(client))
    if (followed) return void followed.free.then((broken) => client.release(broken))
    await pause(20)
  }
  throw new Error('The tail was never idle.')
}

/** Counts the tail's passes that were made behind a write. */
function countFollowed(): () => number {
  const { doorbell } = on.near.portal
  const { follower } = doorbell
  let times = 0
  doorbell.follower = (...write) => {
    const follows = follower?.(...write) ?? null
    if (follows) times++
    return follows
  }
  return () => times
}

it('[F1] a comment is handed over behind its own write, once, and the next ones too', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  await remembered()
  const followed = countFollowed()
  let said = 0
  // Where much else goes on the tail is seldom idle.
  while (said < 8 || (followed() <= 3 && said < 60)) {
    await post(`Comment ${String(said++)}`)
    await pause(60)
  }
  await ana.until((client) => client.news(on.task).length === said)
  const seqs = ana.news(on.task).map(({ seq }) => seq)
  expect(seqs).toEqual([...new Set(seqs)].sort((one, other) => one - other))
  expect(followed()).toBeGreaterThan(3)
})

it('[C3] [F1] a write that is refused as sent before hides no news that came meanwhile', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  await remembered()
  const sentId = randomUUID()
  await post('Once.', sentId)
  await pause(60)
  for (let nth = 0; nth < 5; nth++) await Promise.all([post('Once.', sentId), post(`Meanwhile ${String(nth)}`)])
  await ana.until((client) => client.news(on.task).length === 6, 1500)
})

it('[F1] what is told without being read is what others read', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  const boris = await on.watching(on.far, on.people.boris)
  const writers = [on.people.mila, on.people.ana]
  for (const writer of writers) await look(on.near.caller(writer), () => Promise.resolve())
  const followed = countFollowed()
  const task = { kind: 'task', id: on.people.taskOfRila } as const
  let said = 0
  for (const writer of writers) {
    const form = { body: '**Oak**, not pine & “birch”.', teamOnly: false, audience: everyone() }
    const before = followed()
    // The tail follows where it is idle: it looks by itself every half a second.
    for (; followed() === before && said < 10; said++) {
      await postEntry(on.near.caller(writer), task, { ...form, sentId: randomUUID() })
      await pause(60)
    }
  }
  await ana.until((client) => client.news(on.task).length === said)
  await boris.until((client) => client.news(on.task).length === said)
  expect(followed()).toBe(2)
  expect(ana.news(on.task)).toEqual(boris.news(on.task))
})

it('[X2] what another node wrote before it is not jumped over', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  await remembered()
  for (let nth = 0; nth < 4; nth++) {
    await on.say(on.far, nth)
    await post(`After ${String(nth)}`)
    await ana.until((client) => client.news(on.task).length === 2 * (nth + 1), 2000)
  }
  const seqs = ana.news(on.task).map(({ seq }) => seq)
  expect(seqs).toEqual(seqs.map((_, nth) => (seqs[0] ?? 0) + nth))
})

it('[A0] what a write tells is handed over unread only where it kept the lock for that', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  await remembered()
  const followed = countFollowed()
  const heard = async (keeps: boolean) => {
    const { version: _, ...one } = await told()
    for (const before = followed(); followed() === before; await pause(60))
      await atOnce(
        on.near.caller(on.people.mila),
        on.task,
        ({ stands, kept }) =>
          sql<{ done: number }>`select 1 as done ${keeps ? sql`, ${kept} as kept` : sql``} where ${stands}`,
        { tells: () => one },
      )
    await pause(100)
    return ana.news(on.task).length
  }
  expect(await heard(false)).toBe(0)
  expect(await heard(true)).toBe(1)
})

it('[A0] a Save does not wait for a pass whose write does not come to an end', async () => {
  await on.watching(on.near, on.people.ana)
  await pause(100)
  const saver = new pg.Client({ connectionString: on.database.url })
  await saver.connect()
  await follow(() => new Promise(() => undefined))
  await pause(10)
  const started = performance.now()
  await saver.query('begin; lock table policy_gate in exclusive mode; rollback')
  expect(performance.now() - started).toBeLessThan(400)
  await saver.end()
})

it('[X2] a write that waits for a node that sleeps holds up no other stream', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  const other = `grant:${on.people.ana.grantId}`
  ana.watch({ [other]: await on.clock(other) })
  await remembered()
  const sleeper = new pg.Client({ connectionString: on.database.url })
  await sleeper.connect()
  await sleeper.query('begin')
  await sleeper.query('select from streams where name = $1 for update', [on.task])
  const waiting = post('Waits for the clock’s row.')
  await pause(100)
  const started = performance.now()
  await on.say(on.near, 1, other)
  await ana.until((client) => client.news(other).length === 1)
  expect(performance.now() - started).toBeLessThan(1000)
  await sleeper.query('rollback')
  await sleeper.end()
  await waiting
  await ana.until((client) => client.news(on.task).length === 1)
})
