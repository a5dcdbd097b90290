import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { postEntry } from '#server/feed/post-entry.ts'
import { look } from '#server/platform/look.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterEach(() => on.leave())
afterAll(() => on.close())

const post = (body: string, sentId: string = randomUUID()) =>
  postEntry(
    on.near.caller(on.people.mila),
    { kind: 'task', id: on.people.taskOfRila },
    { body, sentId, teamOnly: false, audience: [on.people.ana.userId, on.people.boris.userId] },
  )
const remembered = () => look(on.near.caller(on.people.mila), () => Promise.resolve())

/** Counts the tail's passes that followed a write. */
function countFollowed(): () => number {
  const { doorbell } = on.near.portal
  const { follower } = doorbell
  let times = 0
  doorbell.follower = (client, stream) => {
    const free = follower?.(client, stream) ?? null
    if (free) times++
    return free
  }
  return () => times
}

it('[F1] a comment is handed over behind its own write, once, and the next ones too', async () => {
  const ana = await on.watching(on.near, on.people.ana)
  await remembered()
  const followed = countFollowed()
  for (let nth = 0; nth < 8; nth++) {
    await post(`Comment ${String(nth)}`)
    await pause(60)
  }
  await ana.until((client) => client.news(on.task).length === 8)
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
