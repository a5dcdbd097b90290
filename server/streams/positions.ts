import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'

/**
 * Where a snapshot stands in each stream it was read from. Each stream of each database has numbers of its own, so a position says by itself
 * what it is of (docs/decisions/0016).
 */
export type Positions = Record<string, number>

/** Where the streams stand. Read before the snapshot, so that what happens in between is told once more rather than never. */
export async function positionsOf(db: Db, streams: readonly string[]): Promise<Positions> {
  const { rows } = await sql<{ name: string; clock: number }>`
    select w.name, coalesce(s.clock, begins_of(w.name)) as clock
    from unnest(${streams}::text[]) w (name) left join streams s on s.name = w.name`.execute(db)
  return Object.fromEntries(rows.map(({ name, clock }) => [name, clock]))
}

/** Where a stream stands, asked in the very statement that reads what is told on it: both are of one moment. */
export const clockOf = (stream: string | RawBuilder<string>): RawBuilder<number> =>
  sql<number>`coalesce((select w.clock from streams w where w.name = ${stream}), begins_of(${stream}))`

/** A position that means: from the first number of this database on, whatever it is. */
const BEGINNING = 0
/** How far the streams of one database are spread: `begins_of` in the third migration. */
const SPREAD = 2 ** 28
/** Nobody is so far ahead of a stream who ever stood in it. */
const FAR = 1_000_000

/** What a stream's numbers are. */
export interface Numbers {
  /** The last one given out. */
  clock: number
  /** The first one whose fact is still kept. */
  oldest: number
  /** The number before the first. */
  begins: number
  /** Where the numbers of its database begin. */
  realm: number
}

/** Why a position cannot be continued. `too_old` happens to the best; the others are of something else. */
export type Misplaced = 'too_old' | 'future' | 'other_stream' | 'other_database'

/** Judges a position; null when the stream can be read on from there. */
export function misplaced(after: number, { clock, oldest, begins, realm }: Numbers): Misplaced | null {
  if (after === BEGINNING) return oldest === begins + 1 ? null : 'too_old'
  if (after <= clock && after + 1 >= oldest) return null
  if (after >= begins && after < oldest) return 'too_old'
  if (after > clock && after <= clock + FAR) return 'future'
  return after >= realm && after <= realm + SPREAD + FAR ? 'other_stream' : 'other_database'
}
