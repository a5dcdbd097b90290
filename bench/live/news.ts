import type pg from 'pg'
import type { Member } from '#db/testing/cast.ts'
import type { Figures } from '../figures.ts'
import type { Limit } from '../limits/start.ts'
import { median, quantile } from '../load.ts'
import type { Person, Stage } from '../stage.ts'
import { Crowd } from './crowd.ts'
import { talk, type Talk } from './talk.ts'
import type { Line } from './watchers.ts'

/** What live figures are measured with: the portal, the limit beside it, who talks and who watches. */
export interface Hall {
  figures: Figures
  stage: Stage
  pool: pg.Pool
  limit: Limit
  writer: Person
  task: string
  people: readonly (Member & { grantId: string })[]
  /** How the writer's comments are sent to the portal, and to the limit. */
  ours: Talk
  theirs: Talk
}

const WINDOWS = 3
/** Above this the deliveries of a second are too many. Ms. */
const LATE = 250

export const clockOf = async (pool: pg.Pool, task: string): Promise<number> => {
  const { rows } = await pool.query<{ clock: string }>('select clock from streams where name = $1', [`task:${task}`])
  return Number(rows[0]?.clock ?? 0)
}

/** Clients of the portal: `watching` the task, or only signed in. */
export async function ourLines(hall: Hall, many: number, watching = true): Promise<Line[]> {
  const position = await clockOf(hall.pool, hall.task)
  return Array.from({ length: many }, (_, nth) => {
    const person = hall.people[nth % hall.people.length]
    if (!person) throw new Error('There are no people.')
    const stream = watching ? `task:${hall.task}` : `grant:${person.grantId}`
    return { cookie: `portico=${person.token}`, grant: person.grantId, stream, position: watching ? position : 0 }
  })
}

export const theirLines = (many: number): Line[] =>
  Array.from({ length: many }, () => ({ cookie: 'none=1', grant: null, stream: null, position: 0 }))

/** Does something with a crowd that is connected to the portal or to the limit. */
async function withCrowd<T>(
  hall: Hall,
  whose: 'ours' | 'theirs',
  many: number,
  fn: (crowd: Crowd, talk: Talk) => Promise<T>,
): Promise<T> {
  const crowd = new Crowd()
  const { origin } = whose === 'ours' ? hall.stage : hall.limit
  try {
    await crowd.open(origin, origin, whose === 'ours' ? await ourLines(hall, many) : theirLines(many))
    return await fn(crowd, hall[whose])
  } finally {
    await crowd.away()
    crowd.close()
  }
}

/** (a) From a comment that is sent to the last of N who have it, at 10 comments a second. */
export async function latency(hall: Hall, many: number): Promise<void> {
  const measure = (whose: 'ours' | 'theirs') =>
    withCrowd(hall, whose, many, async (crowd, shot) => {
      await talk(shot, 10, 1.5)
      await crowd.report()
      const windows: { p50: number; p99: number }[] = []
      for (let nth = 0; nth < WINDOWS; nth++) {
        await talk(shot, 10, 4)
        await pause(400)
        const lasts = (await crowd.report()).lasts.sort((a, b) => a - b)
        windows.push({ p50: quantile(lasts, 0.5), p99: quantile(lasts, 0.99) })
      }
      return { p50: median(windows.map(({ p50 }) => p50)), p99: median(windows.map(({ p99 }) => p99)) }
    })
  const [ours, theirs] = [await measure('ours'), await measure('theirs')]
  const p99 = `p99 ${ours.p99.toFixed(1)} beside ${theirs.p99.toFixed(1)} ms`
  hall.figures.beside(
    `a${String(many)}`,
    `comment → last of ${String(many)} watchers, p50; ${p99}`,
    { ours: ours.p50, rival: theirs.p50, unit: 'ms' },
    { most: 1.4 },
  )
}

/** (b) The most deliveries a second of which 99 in 100 come within 250 ms. */
export async function throughput(hall: Hall, many: number, least: number): Promise<void> {
  const measure = (whose: 'ours' | 'theirs') =>
    withCrowd(hall, whose, many, async (crowd, shot) => {
      const window = async (perSecond: number, seconds: number) => {
        const from = performance.now()
        await talk(shot, perSecond, seconds)
        const took = (performance.now() - from) / 1000
        await pause(500)
        const deliveries = (await crowd.report()).deliveries.sort((a, b) => a - b)
        return { perSecond: deliveries.length / took, late: quantile(deliveries, 0.99) > LATE || took > seconds * 1.2 }
      }
      let good = 0
      let step = 2
      for (let rate = many >= 1000 ? 4 : 20; step > 1.1;) {
        const { late } = await window(rate, 2.5)
        if (!late) good = rate
        else step = Math.sqrt(step)
        rate = good > 0 ? good * step : rate / 2
        if (rate < 0.5) break
      }
      const windows: number[] = []
      for (let nth = 0; nth < WINDOWS; nth++) windows.push((await window(good, 2.5)).perSecond)
      return median(windows)
    })
  const [ours, theirs] = [await measure('ours'), await measure('theirs')]
  hall.figures.beside(
    `b${String(many)}`,
    `deliveries to ${String(many)} watchers with p99 under 250 ms`,
    { ours, rival: theirs, unit: '/s' },
    { least },
  )
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
