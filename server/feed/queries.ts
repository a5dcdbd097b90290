import { randomUUID } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import type { Facts } from '#server/access/facts.ts'
import type { Look } from '#server/platform/look.ts'
import { NotFound } from '#server/platform/errors.ts'
import { pageOf, type EntryPage } from './page-of.ts'
import { peopleIn, type Person } from './people.ts'
import { readersToldOn } from './readers-told-on.ts'
import { entryRows, iso } from './rows.ts'
import { PAGE, snapshotOf, type Mark } from './snapshot.ts'
import { READ, streamsOf, type FeedSubject } from './subject.ts'

/** A page of a feed, and where its streams stood in the very same moment. */
export interface FeedPage extends EntryPage {
  subject: FeedSubject
  streams: { all: string; team: string | null }
  /** The clock of each stream watched, as of this snapshot; among them the one that tells of an account's readers. */
  positions: Record<string, number>
  /** Up to where the viewer has read, per stream. */
  readUpTo: Record<string, number>
  /** Up to where the others have. */
  reads: ReadView[]
  /** Everyone in it, the viewer too, by name: whom one may mention, and (externals) who reads everyone's entries. */
  people: Person[]
  me: { id: string; name: string; staff: boolean }
  /** The id of the comment that is written on this page when it is sent without script [C3]. */
  nextSentId: string
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
  /** Entries of the page, where it is not to be as long as any. */
  size?: number
}

export interface ReadView {
  userId: string
  stream: string
  seq: number
}

/**
 * The newest page of a subject's feed, or with `before` the next older one. `facts` are the subject's, found through scope; given as a function,
 * they are asked behind the feed: what else of the subject is shown is then read after the place where its streams stand.
 * Errors: `NotFound` where the feed is not open to the viewer.
 */
export async function feedOf(
  look: Look,
  subject: FeedSubject,
  facts: Facts | Promise<Facts> | (() => Promise<Facts>),
  { before, edit, size = PAGE }: FeedAsked = {},
): Promise<FeedPage> {
  const { viewer, must } = look
  const { all, team } = streamsOf(subject)
  const streams = viewer.staff && team ? { all, team } : { all, team: null }
  const names = streams.team ? [streams.all, streams.team] : [streams.all]
  const horizon = viewer.grant?.horizon ?? null
  const [found, readersAt, theirs, people] = await Promise.all([
    snapshotOf(look, names, before, size),
    // A project's pages follow it themselves.
    subject.kind === 'project' ? {} : readersToldOn(look, subject),
    typeof facts === 'function' ? facts() : facts,
    peopleIn(look, subject),
  ])
  must(READ[subject.kind], theirs)
  const isMine = (mark: Mark) => mark.userId === viewer.userId && mark.grantId === (viewer.grant?.id ?? null)
  return {
    subject,
    streams,
    ...pageOf(found.entries, size),
    positions: { ...found.clocks, ...readersAt },
    readUpTo: Object.fromEntries(found.marks.filter(isMine).map(({ stream, seq }) => [stream, seq])),
    reads: found.marks
      .filter((mark) => mark.userId !== viewer.userId)
      .map(({ userId, stream, seq }) => ({ userId, stream, seq })),
    people,
    me: { id: viewer.userId, name: viewer.name, staff: viewer.staff !== null },
    nextSentId: randomUUID(),
    editing: edit ? await sourceOf(look, subject, theirs, edit).catch(ifMissing) : null,
    hostName: viewer.policy.hostName,
    past: Boolean(before),
    horizon: horizon?.toISOString() ?? null,
    now: viewer.now.toISOString(),
  }
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
