import { placeKey, type Found } from './read-events.ts'
import { aheadOf, type Ahead, type StoredFact } from './renderers.ts'

/** What a write that is stored tells, as it would be read: so that it can be handed over without being read. */
export interface Told {
  /** The policy's version under which it was stored. */
  version: number
  fact: StoredFact
  /** What the fact tells of, as its renderer reads it. */
  row: unknown
}

/** What a look at the stream would have found, for whoever stood right before it. */
export function foundOf({ fact, row }: Told): { found: Map<string, Found>; ahead: Ahead } {
  const { stream, seq } = fact
  const place = { stream, after: seq - 1 }
  const found = { ...place, clock: seq, misplaced: null, to: seq, facts: [fact] }
  return { found: new Map([[placeKey(place), found]]), ahead: aheadOf(fact, row) }
}
