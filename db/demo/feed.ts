import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { idOf } from './seed.ts'

/** Something that was said or that happened, before it has its number. */
export interface Said {
  stream: string
  at: Date
  authorId: string
  authorGrantId: string | null
  body?: string
  happened?: Record<string, unknown>
}

/** Stores entries in the order of their time and leaves every stream's clock at its last one; no event is kept for them. */
export async function storeFeed(db: Db, said: readonly Said[]): Promise<void> {
  const { rows: begun } = await sql<{ name: string; begins: number }>`
    select name, begins_of(name) as begins from unnest(${[...new Set(said.map(({ stream }) => stream))]}::text[]) name`.execute(
    db,
  )
  const begins = new Map(begun.map((one) => [one.name, one.begins]))
  const told = new Map<string, number>()
  const rows = [...said]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map((entry) => {
      const nth = (told.get(entry.stream) ?? 0) + 1
      told.set(entry.stream, nth)
      const seq = (begins.get(entry.stream) ?? 0) + nth
      return {
        id: idOf('entry', `${entry.stream} ${nth}`),
        sent_id: idOf('sent', `${entry.stream} ${nth}`),
        stream: entry.stream,
        seq,
        at: entry.at,
        author_id: entry.authorId,
        author_grant_id: entry.authorGrantId,
        body: entry.body ?? null,
        happened: entry.happened ? JSON.stringify(entry.happened) : null,
      }
    })
  // What was never an event cannot be caught up with: the oldest that a reader may ask for is the next one.
  const streams = [...told].map(([name, count]) => {
    const clock = (begins.get(name) ?? 0) + count
    return { name, clock, oldest: clock + 1 }
  })
  for (const some of slices(streams)) await db.insertInto('streams').values(some).execute()
  for (const some of slices(rows))
    await db
      .insertInto('feed_entries')
      .values(some as never)
      .execute()
}

/** A statement takes 65,535 parameters at most. */
export const slices = <T>(list: readonly T[], size = 2000): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, nth) => list.slice(nth * size, (nth + 1) * size))
