import type { Db, Tables } from '#db/database.ts'
import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { renders, type Place, type Rendered, type StoredFact } from '#server/streams/renderers.ts'
import { entryRows, type EntryRow } from './rows.ts'
import { viewEntry } from './views.ts'

/** Days back are whole days [A7]: what is younger than one is within everyone's reach who watches the stream. */
const QUOTABLE = sql`(clock_timestamp() - interval '1 day')`

/** Entries that one place is read ahead for: who is further behind is many facts behind, and waits for one answer more. */
const AHEAD = 4

type Entries = SelectQueryBuilder<Tables & { e: Tables['feed_entries'] }, 'e', object>

const rowsOf = async (entries: Entries): Promise<EntryRow[]> =>
  (await entryRows(entries, QUOTABLE).execute()) as EntryRow[]

/** The entries of the next facts after some places. The places are read apart, so that a plan is as good for some as for others and is kept. */
const readAhead = (db: Db, places: readonly Place[]): Promise<EntryRow[]> => {
  const named = sql<{ id: string }>`(
    select distinct (v.data->>'entryId')::uuid as id
    from unnest((select ${places.map(({ stream }) => stream)}::text[]), (select ${places.map(({ after }) => after)}::bigint[])) as w (stream, after)
    cross join lateral (
      select data from events where stream = w.stream and seq > w.after order by seq limit ${sql.lit(AHEAD)}
    ) v where v.data ? 'entryId')`
  return rowsOf(db.selectFrom(named.as('named')).innerJoin('feed_entries as e', 'e.id', 'named.id'))
}

/**
 * The entries that facts speak of, as they are now. For the tail and catch-up, which have asked who watches: the same for every watcher
 * of a stream, dated as the entry is, so that an old one that was edited today stays out of reach.
 */
async function renderEntries(
  db: Db,
  facts: readonly StoredFact[],
  ahead: readonly EntryRow[],
): Promise<(Rendered | null)[]> {
  const streams = [...new Set(facts.map(({ stream }) => stream))]
  const known = new Set(ahead.map(({ id }) => id))
  const missing = [...new Set(facts.map(({ data }) => String(data.entryId)))].filter((id) => !known.has(id))
  const more =
    missing.length > 0
      ? await rowsOf(
          db
            .selectFrom('feed_entries as e')
            .where(sql<SqlBool>`e.id = any(${missing}::uuid[]) and e.stream = any(${streams}::text[])`),
        )
      : []
  const rows = new Map([...ahead, ...more].map((row) => [row.id, row]))
  const views = new Map<string, ReturnType<typeof viewEntry>>()
  return facts.map(({ stream, data }) => {
    const id = String(data.entryId)
    const row = rows.get(id)
    if (row?.stream !== stream) return null
    const entry = views.get(id) ?? viewEntry(row)
    views.set(id, entry)
    return { data: { entry }, datedAt: new Date(entry.at) }
  })
}

renders(['entry.posted', 'entry.edited', 'entry.deleted'], { ahead: readAhead, render: renderEntries })
