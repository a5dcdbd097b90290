import { LRUCache } from 'lru-cache'
import { fixed } from '#server/platform/fixed.ts'
import type { EntryRow } from './rows.ts'
import { cursorOf } from './snapshot.ts'
import { viewEntry, type EntryView } from './views.ts'

/** Entries as they are shown, and where the next older page ends; null when this is the beginning. */
export interface EntryPage {
  /** Oldest first. */
  entries: EntryView[]
  more: string | null
}

/** Characters of the rows of which pages are kept. */
const KEPT = 4_000_000
const kept = new LRUCache<string, EntryPage>({ maxSize: KEPT, sizeCalculation: (_, { length }) => length })

/**
 * The page of rows as the database wrote them: a list of `EntryRow`s as JSON, newest first, with one more than `size` where there is more. It depends on nothing
 * else, so that of the same rows it is the very same.
 */
export function pageOf(rows: string, size: number): EntryPage {
  const key = `${String(size)} ${rows}`
  const known = kept.get(key)
  if (known) return known
  const found = JSON.parse(rows) as EntryRow[]
  const shown = found.slice(0, size)
  const oldest = shown.at(-1)
  const page = {
    entries: fixed(shown.map(viewEntry).reverse()),
    more: found.length > size && oldest ? cursorOf(oldest) : null,
  }
  kept.set(key, page)
  return page
}
