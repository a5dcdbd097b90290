import type pg from 'pg'
import type { Member } from '#db/testing/cast.ts'
import type { Figures } from '../figures.ts'
import type { Limit } from '../limits/start.ts'
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

/** One side of a comparison: its watchers, and how it is talked to. */
export interface Side {
  crowd: Crowd
  talk: Talk
}

export const WINDOWS = 3

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

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

/** Both sides with so many watchers at the same time: windows of theirs and of ours are to alternate, whatever else the machine does. */
export async function withBoth<T>(hall: Hall, many: number, fn: (ours: Side, theirs: Side) => Promise<T>): Promise<T> {
  const ours = { crowd: new Crowd(), talk: hall.ours }
  const theirs = { crowd: new Crowd(), talk: hall.theirs }
  try {
    await ours.crowd.open(hall.stage.origin, hall.stage.origin, await ourLines(hall, many))
    await theirs.crowd.open(hall.limit.origin, hall.limit.origin, theirLines(many))
    return await fn(ours, theirs)
  } finally {
    for (const { crowd } of [ours, theirs]) crowd.close()
  }
}

/** Comments until both servers run as they do after an hour: as many for the one as for the other. */
export const warmUp = (hall: Hall): Promise<void> =>
  withBoth(hall, 50, async (ours, theirs) => {
    for (const side of [ours, theirs]) {
      await talk(side.talk, 150, 5)
      await pause(500)
    }
  })
