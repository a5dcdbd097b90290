import type { Db } from '#db/database.ts'
import { sql } from 'kysely'
import { renders, type Rendered, type StoredFact } from '#server/streams/renderers.ts'
import { entryRows, type EntryRow } from './rows.ts'
import { viewEntry } from './views.ts'

/** Days back are whole days [A7]: what is younger than one is within everyone's reach who watches the stream. */
const QUOTABLE = sql`(clock_timestamp() - interval '1 day')`

/**
 * The entries that facts speak of, as they are now. For the tail and catch-up, which have asked who watches: the same for every watcher
 * of a stream, dated as the entry is, so that an old one that was edited today stays out of reach.
 */
async function renderEntries(db: Db, facts: readonly StoredFact[]): Promise<(Rendered | null)[]> {
  const ids = [...new Set(facts.map(({ data }) => String(data.entryId)))]
  const streams = [...new Set(facts.map(({ stream }) => stream))]
  const rows = await entryRows(
    db.selectFrom('feed_entries as e').where('e.id', 'in', ids).where('e.stream', 'in', streams),
    QUOTABLE,
  ).execute()
  const views = new Map((rows as EntryRow[]).map((row) => [row.id, viewEntry(row)]))
  return facts.map(({ data }) => {
    const entry = views.get(String(data.entryId))
    return entry ? { data: { entry }, datedAt: new Date(entry.at) } : null
  })
}

renders(['entry.posted', 'entry.edited', 'entry.deleted'], renderEntries)
