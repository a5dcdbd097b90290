import { given } from '#db/given.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Scope } from '#server/access/scope.ts'
import { NotFound } from '#server/platform/errors.ts'
import { askCompiled } from '#server/platform/compiled.ts'
import type { Look } from '#server/platform/look.ts'
import { entryRows, type EntryRow } from './rows.ts'
import { kindOf, type EntryKind } from './subject.ts'

/** Entries of one page. */
export const PAGE = 50
/** A literal: a plan that is kept must know how few rows it is for. */
const rowsFor = (size: number) => sql.lit(size + 1)

/** Up to where somebody has read a stream. */
export interface Mark {
  userId: string
  grantId: string | null
  stream: string
  seq: number
}

/** A page's entries; where the streams stand; who has read up to where. */
export interface Snapshot {
  /** `EntryRow`s as JSON, newest first and one more than the page shows where there are more. */
  entries: string
  clocks: Record<string, number>
  marks: Mark[]
}

/**
 * The entries of some streams that end at `before` (a cursor; without one, the newest), `size` of them, as the viewer may see them. The caller asks
 * whether the feed is open to them at all. Errors: `NotFound` for a cursor that is none.
 */
export async function snapshotOf(
  look: Look,
  names: readonly string[],
  before: string | null | undefined,
  size = PAGE,
): Promise<Snapshot> {
  const places = names.map((_, nth) => given<string>(String(nth)))
  // Where an older page ends differs each time.
  const shape = before ? undefined : `the newest ${String(size)} of ${String(names.length)}`
  const [found] = await askCompiled(look, () => statement(look, places, before, size), {
    shape,
    values: Object.fromEntries(names.entries()),
  })
  return found ?? { entries: '[]', clocks: {}, marks: [] }
}

function statement(
  { viewer, scope }: Look,
  names: readonly RawBuilder<string>[],
  before: string | null | undefined,
  size: number,
): RawBuilder<Snapshot> {
  const horizon = viewer.grant?.horizon
  const page = entryRows(
    newest(scope, names, behind(before), size),
    horizon ? sql`${horizon}::timestamptz` : sql`'-infinity'::timestamptz`,
  )
    .orderBy('e.at', 'desc')
    .orderBy('e.stream', 'desc')
    .orderBy('e.seq', 'desc')
    .limit(rowsFor(size))
  // One statement, so that what is shown and where the live line goes on are of the same moment.
  return sql<Snapshot>`
    select coalesce((select json_agg(row_to_json(page))::text from (${page}) page), '[]') as entries,
      (select json_object_agg(w.name, coalesce(s.clock, begins_of(w.name))) from unnest(array[${sql.join(names)}]::text[]) w (name) left join streams s on s.name = w.name) as clocks,
      coalesce((select json_agg(json_build_object('userId', user_id, 'grantId', grant_id, 'stream', stream, 'seq', seq))
        from read_marks where stream in (${sql.join(names)})), '[]') as marks`
}

/** The entries of one page: each stream by its own index, however long it is; of several, the newest of them all. */
function newest(scope: Scope, names: readonly RawBuilder<string>[], where: RawBuilder<SqlBool>, size: number) {
  const [name, ...others] = names
  if (name !== undefined && others.length === 0) return scope.entries([name]).where(where)
  const each = names.map(
    (one) =>
      sql`(${scope
        .entries([one])
        .where(where)
        .clearSelect()
        .select('e.id')
        .orderBy('e.at', 'desc')
        .orderBy('e.seq', 'desc')
        .limit(rowsFor(size))})`,
  )
  return scope.entries(names).where(sql<SqlBool>`e.id in (${sql.join(each, sql` union all `)})`)
}

/** Where an entry stands in its feed. */
export type Place = Pick<EntryRow, 'at' | 'stream' | 'seq'>

/** Feeds of two streams are ordered by the time taken under the clock's lock, then by stream. */
export const cursorOf = ({ at, stream, seq }: Place): string => `${at}~${kindOf(stream)}~${seq}`

// The team's stream is the other's name and more: `task:…` < `task:…/team`.
const PLACE = sql`(e.at, e.stream like '%/team', e.seq)`

/** Entries that came before a cursor; without one, all. */
function behind(before: string | null | undefined): RawBuilder<SqlBool> {
  if (!before) return sql`true`
  const { at, place } = placeAt(before)
  return sql`e.at <= ${at}::timestamptz and ${PLACE} < ${place}`
}

/** Entries that came after it. */
export function ahead(after: string): RawBuilder<SqlBool> {
  const { at, place } = placeAt(after)
  return sql`e.at >= ${at}::timestamptz and ${PLACE} > ${place}`
}

function placeAt(cursor: string): { at: string; place: RawBuilder<unknown> } {
  const [, at, kind, seq] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~(all|team)~(\d{1,16})$/.exec(cursor) ?? []
  if (!at || Number.isNaN(Date.parse(at))) throw new NotFound()
  const isTeam = (kind as EntryKind) === 'team'
  return { at, place: sql`(${at}::timestamptz, ${isTeam}::boolean, ${Number(seq)}::bigint)` }
}
