import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { misplaced, type Misplaced } from './positions.ts'
import type { Place, StoredFact } from './renderers.ts'

/** Facts of one stream that are read at once for one position. */
const FACTS_AT_ONCE = 100
/** Rows read in one pass, whatever is missing: what is read under the gate is bounded. */
const ROWS_AT_ONCE = 1500

/** What was found from a place on. */
export interface Found extends Place {
  /** The last number given out on the stream. */
  clock: number
  /** Why it cannot be read on from there; null when it can. */
  misplaced: Misplaced | null
  /** Every number up to this is settled by `facts`. */
  to: number
  facts: StoredFact[]
}

export const placeKey = ({ stream, after }: Place): string => `${stream} ${String(after)}`

interface Row {
  stream: string
  after: number
  clock: number | null
  oldest: number | null
  begins: number
  realm: number
  seq: number | null
  fact: string
  data: Record<string, unknown>
  at: Date
}

/** Reads on from many places with one statement. A place that is not in the answer did not fit: read it in the next pass. */
export async function readEvents(db: Db, places: readonly Place[]): Promise<Map<string, Found>> {
  if (places.length === 0) return new Map()
  const { rows } = await sql<Row>`
     select w.stream, w.after, s.clock, s.oldest, begins_of(w.stream) as begins, r.begins as realm, e.seq, e.fact, e.data, e.at
     from unnest(${places.map(({ stream }) => stream)}::text[], ${places.map(({ after }) => after)}::bigint[]) with ordinality as w (stream, after, nth)
     cross join realm r
     left join streams s on s.name = w.stream
     left join lateral (
       select seq, fact, data, at from events where stream = w.stream and seq > w.after and s.clock > w.after order by seq limit ${FACTS_AT_ONCE}
     ) e on true
     order by w.nth, e.seq limit ${ROWS_AT_ONCE}`.execute(db)
  const found = new Map<string, Found>()
  for (const row of rows) {
    const key = placeKey(row)
    const one = found.get(key) ?? begin(row)
    found.set(key, one)
    if (row.seq === null) continue
    one.facts.push({ stream: row.stream, seq: row.seq, fact: row.fact, data: row.data, at: row.at })
    one.to = row.seq
  }
  return found
}

function begin({ stream, after, begins, realm, ...row }: Row): Found {
  const clock = row.clock ?? begins
  const oldest = row.oldest ?? begins + 1
  return { stream, after, clock, misplaced: misplaced(after, { clock, oldest, begins, realm }), to: after, facts: [] }
}
