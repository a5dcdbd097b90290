import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { log } from '#server/platform/log.ts'
import { work } from '#server/platform/work.ts'
import { localDoorbell } from '#server/streams/doorbell.ts'
import { redisDoorbell } from './redis-doorbell.ts'
import { Cable } from './testing/cable.ts'
import { TestRedis } from './testing/redis.ts'
import { Reader, stage, type Stage } from './testing/stage.ts'

let redis: TestRedis

beforeAll(async () => {
  redis = await TestRedis.make()
  await redis.start()
})
afterAll(() => redis.close())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Four readers, two of them on lines that are cut again and again, while both nodes write. */
async function playOn(on: Stage, writes: number) {
  const cables = [await Cable.to(Number(new URL(on.near.url).port)), await Cable.to(Number(new URL(on.far.url).port))]
  const from = await on.clock()
  const { ana, boris, mila, adam } = on.people
  const readers = [
    new Reader(on.join(on.near, ana), on.task, from),
    new Reader(on.join(on.far, mila), on.task, from),
    new Reader(on.join(on.near, boris, `http://127.0.0.1:${cables[0]?.port ?? 0}`), on.task, from),
    new Reader(on.join(on.far, adam, `http://127.0.0.1:${cables[1]?.port ?? 0}`), on.task, from),
  ]
  const done = new AbortController()
  const cutting = (async () => {
    for (let nth = 0; !done.signal.aborted; nth++) {
      await pause(60 + Math.random() * 120)
      const cable = cables[nth % 2]
      cable?.cut()
      await pause(Math.random() * 80)
      cable?.mend()
    }
  })()
  const writing = async (node: Stage['near']) => {
    for (let nth = 0; nth < writes; nth++) {
      await on.say(node, nth)
      await pause(Math.random() * 12)
    }
  }
  await Promise.all([writing(on.near), writing(on.far)])
  done.abort()
  await cutting
  const expected = Array.from({ length: 2 * writes }, (_, nth) => from + nth + 1)
  for (const reader of readers) await reader.client.until(() => reader.position >= from + 2 * writes, 20_000)
  for (const cable of cables) await cable.close()
  return { readers, expected, cuts: readers.reduce((sum, reader) => sum + reader.client.disconnects, 0) }
}

describe.each(['with Redis', 'without Redis'])('two nodes %s', (how) => {
  let on: Stage
  beforeAll(async () => {
    on = await stage(() => (how === 'with Redis' ? redisDoorbell(redis.url, log) : localDoorbell()))
  })
  afterAll(() => on.close())

  it('[C4] hand everybody everything once and in order, however often the lines are cut', async () => {
    const { readers, expected, cuts } = await playOn(on, 100)
    expect(cuts).toBeGreaterThan(4)
    for (const reader of readers) {
      expect(reader.faults).toEqual([])
      expect(reader.seen).toEqual(expected)
    }
  }, 60_000)
})

describe('Redis', () => {
  it('[X3] may be gone at the start, come, be killed and come back: news is late, never lost, and nobody falls over', async () => {
    const bell = await TestRedis.make()
    const on = await stage(() => redisDoorbell(bell.url, log))
    try {
      const mila = await on.watching(on.far, on.people.mila)
      const heardAfter = async (nth: number) => {
        const started = performance.now()
        await on.say(on.near, nth)
        await mila.until((client) => client.news(on.task).some((news) => news.data.nth === nth), 3000)
        return performance.now() - started
      }
      expect(await heardAfter(1)).toBeLessThan(1300)
      await bell.start()
      // Both nodes try again within two seconds.
      await pause(2600)
      const prompt = [await heardAfter(2), await heardAfter(3), await heardAfter(4)].sort((a, b) => a - b)
      expect(prompt[1]).toBeLessThan(300)
      await bell.kill()
      expect(await heardAfter(5)).toBeLessThan(1300)
      await bell.start()
      await pause(2600)
      const again = [await heardAfter(6), await heardAfter(7), await heardAfter(8)].sort((a, b) => a - b)
      expect(again[1]).toBeLessThan(300)
    } finally {
      await on.close()
      await bell.close()
    }
  }, 60_000)

  it.each(['cut', 'silence'] as const)(
    '[X3] that is lost to one node (%s), and comes back empty, has made news late there and no Save weaker',
    async (how) => {
      const cable = await Cable.to(redis.port)
      const ends = [redis.url, `redis://127.0.0.1:${String(cable.port)}`]
      const on = await stage(() => redisDoorbell(ends.shift() ?? '', log))
      try {
        const { adam, boris, mila, taskOfRila } = on.people
        const reader = await on.watching(on.far, mila)
        const removed = await on.watching(on.far, boris)
        const heardAfter = async (nth: number) => {
          const started = performance.now()
          await on.say(on.near, nth)
          await reader.until((client) => client.news(on.task).some((news) => news.data.nth === nth), 3000)
          return performance.now() - started
        }
        await heardAfter(1)
        cable[how]()
        expect(await heardAfter(2)).toBeLessThan(1300)
        await work.rule(on.near.caller(adam), 'task.person_removed', async ({ db }) => {
          await db.deleteFrom('task_people').where('grant_id', '=', boris.grantId).execute()
          return { reach: { to: 'task', id: taskOfRila }, result: null }
        })
        const saved = performance.now()
        await on.say(on.near, 3)
        await removed.until((client) => client.lost.length > 0)
        expect(performance.now() - saved).toBeLessThan(1000)
        await reader.until((client) => client.news(on.task).some((news) => news.data.nth === 3))
        expect(removed.news(on.task).map(({ data }) => data.nth)).toEqual([1, 2])
        const client = await createClient({ url: redis.url }).connect()
        await client.flushAll()
        client.destroy()
        cable.mend()
        await pause(2600)
        const again = [await heardAfter(4), await heardAfter(5), await heardAfter(6)].sort((a, b) => a - b)
        expect(again[1]).toBeLessThan(300)
      } finally {
        await on.close()
        await cable.close()
      }
    },
    30_000,
  )
})
