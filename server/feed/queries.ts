import { randomUUID } from 'node:crypto'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Facts } from '#server/access/facts.ts'
import type { Look } from '#server/platform/look.ts'
import { NotFound } from '#server/platform/errors.ts'
import { peopleIn, type Person } from './people.ts'
import { entryRows, iso, type EntryRow } from './rows.ts'
import { kindOf, READ, streamsOf, type EntryKind, type FeedSubject } from './subject.ts'
import { viewEntry, type EntryView } from './views.ts'

/** Entries of one page. */
const PAGE = 50

/** A page of a feed, and where its streams stood in the very same moment. */
export interface FeedPage {
  subject: FeedSubject
  streams: { all: string; team: string | null }
  /** Oldest first. */
  entries: EntryView[]
  /** Where the next older page ends; null when this is the beginning. */
  more: string | null
  /** The clock of each stream watched, as of this snapshot; none where older entries were asked for: news does not belong below them. */
  positions: Record<string, number>
  /** Up to where the viewer has read, per stream. */
  readUpTo: Record<string, number>
  /** Up to where the others have. */
  reads: ReadView[]
  /** Everyone in it, the viewer too, by name: whom one may mention, and (externals) who reads everyone's entries. */
  people: Person[]
  me: { id: string; name: string; staff: boolean }
  /** The id of the comment that is written on this page when it is sent without script [C3]. */
  sentId: string
  /** The comment whose form is open, as the address asked. */
  editing: Source | null
  hostName: string
  /** Older entries than the newest are shown, as the address asked. */
  past: boolean
  /** Entries dated before this are out of the viewer's days back, as of `now` [A7]; null without a limit. */
  horizon: string | null
  now: string
}

/** One's own comment as its form begins: `was` says which text was edited. */
export interface Source {
  id: string
  body: string
  names: Record<string, string>
  was: string | null
}

/** What an address may ask of a feed. */
export interface FeedAsked {
  before?: string | null
  edit?: string | null
}

export interface ReadView {
  userId: string
  stream: string
  seq: number
}

/**
 * The newest page of a subject's feed, or with `before` the next older one. `facts` are the subject's, found through scope.
 * Errors: `NotFound` where the feed is not open to the viewer.
 */
export async function feedOf(
  look: Look,
  subject: FeedSubject,
  facts: Facts,
  { before, edit }: FeedAsked = {},
): Promise<FeedPage> {
  const { viewer, db, scope, must } = look
  must(READ[subject.kind], facts)
  const { all, team } = streamsOf(subject)
  const streams = viewer.staff && team ? { all, team } : { all, team: null }
  const names = streams.team ? [streams.all, streams.team] : [streams.all]
  const horizon = viewer.grant?.horizon ?? null
  // Each stream by its own index, however long it is; then the newest of them all.
  const newest = names.map(
    (name) =>
      sql`(${scope
        .entries([name])
        .where(beforeCursor(before))
        .clearSelect()
        .select('e.id')
        .orderBy('e.at', 'desc')
        .orderBy('e.seq', 'desc')
        .limit(PAGE + 1)})`,
  )
  const page = entryRows(
    scope.entries(names).where(sql<SqlBool>`e.id in (${sql.join(newest, sql` union all `)})`),
    horizon ? sql`${horizon}::timestamptz` : sql`'-infinity'::timestamptz`,
  )
    .orderBy('e.at', 'desc')
    .orderBy('e.stream', 'desc')
    .orderBy('e.seq', 'desc')
    .limit(PAGE + 1)
  // One statement, so that what is shown and where the live line goes on are of the same moment.
  const { rows } = await sql<Snapshot>`
    select coalesce((select jsonb_agg(to_jsonb(page)) from (${page}) page), '[]') as entries,
      coalesce((select jsonb_object_agg(name, clock) from streams where name = any(${names}::text[])), '{}') as clocks,
      coalesce((select jsonb_agg(jsonb_build_object('userId', user_id, 'grantId', grant_id, 'stream', stream, 'seq', seq))
        from read_marks where stream = any(${names}::text[])), '[]') as marks`.execute(db)
  const found = rows[0] ?? { entries: [], clocks: {}, marks: [] }
  const shown = found.entries.slice(0, PAGE)
  const oldest = shown.at(-1)
  const people = await peopleIn(scope, db, subject)
  const isMine = (mark: Mark) => mark.userId === viewer.userId && mark.grantId === (viewer.grant?.id ?? null)
  return {
    subject,
    streams,
    entries: shown.map(viewEntry).reverse(),
    more: found.entries.length > PAGE && oldest ? cursorOf(oldest) : null,
    positions: before ? {} : Object.fromEntries(names.map((name) => [name, found.clocks[name] ?? 0])),
    readUpTo: Object.fromEntries(found.marks.filter(isMine).map(({ stream, seq }) => [stream, seq])),
    reads: found.marks
      .filter((mark) => mark.userId !== viewer.userId)
      .map(({ userId, stream, seq }) => ({ userId, stream, seq })),
    people,
    me: { id: viewer.userId, name: viewer.name, staff: viewer.staff !== null },
    sentId: randomUUID(),
    editing: edit ? await sourceOf(look, subject, facts, edit).catch(ifMissing) : null,
    hostName: viewer.policy.hostName,
    past: Boolean(before),
    horizon: horizon?.toISOString() ?? null,
    now: viewer.now.toISOString(),
  }
}

interface Mark {
  userId: string
  grantId: string | null
  stream: string
  seq: number
}

interface Snapshot {
  entries: EntryRow[]
  clocks: Record<string, number>
  marks: Mark[]
}

/** Feeds of two streams are ordered by the time taken under the clock's lock, then by stream. */
const cursorOf = ({ at, stream, seq }: EntryRow): string => `${at}~${kindOf(stream)}~${seq}`

function beforeCursor(before: string | null | undefined): RawBuilder<SqlBool> {
  if (!before) return sql`true`
  const [, at, kind, seq] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~(all|team)~(\d{1,15})$/.exec(before) ?? []
  if (!at || Number.isNaN(Date.parse(at))) throw new NotFound()
  // The team's stream is the other's name and more: `task:…` < `task:…/team`.
  const isTeam: RawBuilder<SqlBool> = sql`e.stream like '%/team'`
  return sql`e.at <= ${at}::timestamptz and (e.at, ${isTeam}, e.seq) < (${at}::timestamptz, ${(kind as EntryKind) === 'team'}::boolean, ${Number(seq)}::bigint)`
}

/** The source of one's own comment, for the form that edits it. Errors: `NotFound`. */
export async function sourceOf(
  { viewer, scope, must }: Look,
  subject: FeedSubject,
  facts: Facts,
  entryId: string,
): Promise<Source> {
  must(READ[subject.kind], facts)
  const { all, team } = streamsOf(subject)
  const found = await entryRows(scope.entries(viewer.staff && team ? [all, team] : [all]), sql`'infinity'::timestamptz`)
    .where(sql<SqlBool>`e.id::text = ${entryId}`)
    .where('e.author_id', '=', viewer.userId)
    .where('e.deleted_at', 'is', null)
    .executeTakeFirst()
  if (typeof found?.body !== 'string') throw new NotFound()
  return { id: found.id, body: found.body, names: found.names ?? {}, was: found.edited_at }
}

/** An address may outlive the comment it asks for; the feed is there all the same. */
function ifMissing(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

/** Earlier texts of an entry, newest first, for staff [B6]. Errors: `NotFound`, also for externals. */
export async function historyOf(
  { viewer, scope, db, must }: Look,
  subject: FeedSubject,
  facts: Facts,
  entryId: string,
): Promise<{ body: string; writtenAt: string }[]> {
  must(READ[subject.kind], facts)
  if (!viewer.staff) throw new NotFound()
  const { all, team } = streamsOf(subject)
  const entry = scope
    .entries(team ? [all, team] : [all])
    .clearSelect()
    .select('e.id')
    .where(sql<SqlBool>`e.id::text = ${entryId}`)
  return db
    .selectFrom('entry_versions as v')
    .where('v.entry_id', 'in', entry)
    .select(['v.body', iso(sql.ref('v.written_at')).as('writtenAt')])
    .orderBy('v.replaced_at', 'desc')
    .execute()
}
