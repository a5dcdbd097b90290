import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { decide } from '#server/access/can.ts'
import { ownStreamsOfParty } from '#server/access/contract-party.ts'
import { ownStreamsOfMentioned, type MentionedOn } from '#server/access/mentioned.ts'
import { atOnce, type AtOnce } from '#server/platform/at-once.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { tellSaidSoon } from '#server/tasks/tell-said.ts'
import { audienceStands, mentionsStand, replyStands, readable, writable, type Written } from './conditions.ts'
import { GIVEN, placed, valuesOf, type Places } from './entry-values.ts'
import type { PostEntryForm } from './forms.ts'
import { renderMarkdown } from './markdown.ts'
import { mentionedIn } from './mentions.ts'
import { clockWithMentioned, spread } from './spread.ts'
import { streamsOf, type FeedSubject } from './subject.ts'
import { shown, tellsAll, toldEntry, type Shown } from './told-entry.ts'
import { whyNot } from './why-not.ts'

/** Where a comment was stored; the same for every retry of it. */
export interface Posted {
  id: string
  sentId: string
  stream: string
  seq: number
}

/**
 * Writes in a feed, a comment or a message: one statement that asks, raises the stream's clock, stores the entry and its event. Sent twice, it is
 * stored once and answered alike. Errors: `NotFound`, `NotAllowed`; `Invalid` (reply, mentions); `Conflict` when more people would read
 * it than its writer was told [B7].
 */
export async function postEntry(caller: Caller, subject: FeedSubject, form: PostEntryForm): Promise<Posted> {
  const { all, team } = streamsOf(subject)
  const teamOnly = form.teamOnly && team !== null
  const written: Written = { ...form, teamOnly, mentions: mentionedIn(form.body) }
  const stream = teamOnly ? team : all
  const posted = await store(caller, subject, stream, form, written).catch(async (error: unknown) => {
    // The clock must not move for a retry, or its stream would have a hole: the whole transaction was rolled back.
    if (!isTwice(error)) throw error
    const before = await work(caller, (inner) => sentBefore(inner, subject, form))
    if (!before) throw new Conflict('sent_elsewhere')
    return before
  })
  caller.portal.doorbell.ring([posted.stream, ...(posted.rung ?? [])])
  if (subject.kind === 'task') tellSaidSoon(caller.portal, posted)
  return { id: posted.id, stream: posted.stream, seq: posted.seq, sentId: form.sentId }
}

/** `rung`: own streams that heard of it too; none of the sender's business. */
type Stored = Omit<Posted, 'sentId'> & { rung: string[] | null }

async function store(
  caller: Caller,
  subject: FeedSubject,
  stream: string,
  form: PostEntryForm,
  written: Written,
): Promise<Stored> {
  const plain = tellsAll(form)
  const alone = mentionedOn(subject, written) !== null
  const values = valuesOf(caller, subject, stream, form)
  const make =
    (places: Places, clock = next) =>
    (here: AtOnce) =>
      statement(here, subject, places, written, clock)
  const storing = plain
    ? atOnce(caller, stream, make(GIVEN), {
        tells: (row) => toldEntry(row, caller, form),
        again: { shape: `entry ${subject.kind} ${String(written.teamOnly)}`, values },
      })
    : alone
      ? Promise.resolve([])
      : atOnce(caller, stream, make(placed(values)))
  // While the database is at it: it will be shown in a moment. Should it fail, whoever shows it hears of it.
  if (written.mentions.length === 0)
    void nextTurn()
      .then(() => renderMarkdown(form.body))
      .catch(() => undefined)
  const [stored] = await storing
  return (
    stored ??
    work(caller, async (inner) => {
      const { rows } = await make(
        placed(values),
        nextOrFirst,
      )({ ...inner, stands: sql`true`, kept: sql`null` }).execute(inner.db)
      return rows[0] ?? (await sentBefore(inner, subject, form)) ?? whyNot(inner, subject, written)
    })
  )
}

/**
 * What somebody is mentioned on outside a conversation; null where nobody is. Then more streams move than the feed's own, in an order that holds only
 * in a transaction of its own: `atOnce` may put it behind others of the same feed.
 */
const mentionedOn = ({ kind }: FeedSubject, { mentions }: Written): MentionedOn | null =>
  kind !== 'conversation' && mentions.length > 0 ? kind : null

/** The next number of a stream, if there is any. */
const next = (stream: RawBuilder<string>) => sql`
      update streams set clock = clock + 1 where name = ${stream}::text and exists (select from allowed)
      returning clock`

/** The next number of a stream, be it the first. */
const nextOrFirst = (stream: RawBuilder<string>) => sql`
      -- Where the stream is there its first number is not used, and need not be found.
      insert into streams as s (name, clock, oldest) select ${stream}::text, n.first, n.first from allowed cross join lateral (
        select coalesce((select clock from streams where name = ${stream}::text), begins_of(${stream}::text)) + 1 as first offset 0) n
      on conflict (name) do update set clock = s.clock + 1
      returning clock`

/** Stores a comment where its writer may write; answers where, or nothing. `clock` takes the number of what `allowed` finds. */
function statement(
  { viewer, scope, stands, kept }: AtOnce,
  subject: FeedSubject,
  { id, stream, sentId, body, named }: Places,
  written: Written,
  clock: (stream: RawBuilder<string>) => RawBuilder<unknown>,
): RawBuilder<Stored & Shown> {
  const placedSubject = { kind: subject.kind, id }
  const allowed = writable(scope, placedSubject)
    .where(stands)
    .where(sql<SqlBool>`${!written.teamOnly || decide(viewer, 'task.team_only').allowed}::boolean`)
    .where(audienceStands(subject.kind, written, named))
    .where(mentionsStand(subject.kind, written))
    .where(replyStands(scope, subject, written))
  const on = mentionedOn(subject, written)
  const people = written.mentions.filter((one) => one !== viewer.userId)
  const { teamOnly } = written
  const party = subject.kind === 'contract' ? ownStreamsOfParty(viewer, id) : null
  const numbered =
    on !== null
      ? clockWithMentioned(stream, ownStreamsOfMentioned(viewer, { kind: on, id, people, teamOnly, at: null }), party)
      : sql`
    clock as (${clock(stream)}
    )`
  const { steps, rung } = spread(placedSubject, written, { stream, userId: viewer.userId, party })
  return sql<Stored & Shown>`
    with allowed as (${allowed}),${numbered},
    entry as (
      insert into feed_entries (stream, seq, at, author_id, author_grant_id, sent_id, body, reply_to)
      select ${stream}::text, clock, clock_timestamp(), ${viewer.userId}::uuid, ${viewer.grant?.id ?? null}::uuid, ${sentId}::uuid,
        ${body}::text, ${written.replyTo ?? null}::uuid
      from clock
      returning id, stream, seq, at
    )${steps}
    insert into events (stream, seq, fact, data, at)
    select stream, seq, 'entry.posted', jsonb_build_object('entryId', id), at from entry
    returning (data->>'entryId')::uuid as id, stream, seq, ${rung} as rung, ${shown(viewer)}, ${kept} as kept`
}

/**
 * What this sender stored under this id before, if the subject is still theirs to see. Errors: `Conflict` when it was something else
 * (a form that came back with the Back button and was written in again).
 */
async function sentBefore(
  { viewer, scope }: Work,
  subject: FeedSubject,
  { sentId, body }: PostEntryForm,
): Promise<Stored | undefined> {
  const { all, team } = streamsOf(subject)
  const before = await scope
    .entries(team && viewer.staff ? [all, team] : [all])
    .clearSelect()
    .select(['e.id', 'e.stream', 'e.seq', 'e.body', 'e.edited_at', 'e.deleted_at'])
    .where('e.author_id', '=', viewer.userId)
    .where('e.sent_id', '=', sentId)
    .where(sql<boolean>`exists (${readable(scope, subject)})`)
    .executeTakeFirst()
  if (!before) return undefined
  if (before.body !== body && !before.edited_at && !before.deleted_at) throw new Conflict('sent_elsewhere')
  return { id: before.id, stream: before.stream, seq: before.seq, rung: null }
}

const isTwice = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'feed_entries_author_id_sent_id_key'
