import { sql, type SqlBool } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work, type Work } from '#server/platform/work.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { readable } from './conditions.ts'
import type { MarkReadForm } from './forms.ts'
import { streamsOf, type FeedSubject } from './subject.ts'
import { newOnContract, ofPerson, unreadIn } from './unread.ts'

/**
 * Notes up to where the caller has read, never backwards, and lets the others see it, and the caller's other pages that they have read what
 * mentions them. What they may not see is passed over in silence.
 */
export function markRead(caller: Caller, subject: FeedSubject, { all, team }: MarkReadForm): Promise<void> {
  const streams = streamsOf(subject)
  return work(caller, async (inner) => {
    const marked = all > 0 ? await mark(inner, subject, streams.all, all) : null
    if (marked) {
      if (subject.kind === 'conversation') await tellOwn(inner, subject.id)
      if (subject.kind === 'contract') await tellOfContract(inner, subject.id)
    }
    const teams = team > 0 && streams.team && inner.viewer.staff ? await mark(inner, subject, streams.team, team) : null
    if (subject.kind === 'task') tellOfTask(inner, subject.id, [marked, teams])
  })
}

interface Marked {
  seq: number
  mentioned: boolean
  /** Something of others was read with it, or it is the first time that anything was. Of tasks alone. */
  news: boolean
  first: boolean
}

async function mark(
  { db, scope, viewer, emit }: Work,
  subject: FeedSubject,
  stream: string,
  seq: number,
): Promise<Marked | null> {
  // Nobody has read further than there is anything to read. What mentions them is looked for where it may be: a conversation tells its own.
  const mentioned =
    subject.kind === 'conversation'
      ? sql`false`
      : sql`exists (select from mentions n where n.user_id = ${viewer.userId} and n.stream = ${stream}
      and n.seq <= marked.seq and n.seq > coalesce((select seq from before), 0))`
  const first = sql`not exists (select from before)`
  const news =
    subject.kind === 'task'
      ? sql`exists (${scope
          .entries([stream])
          .clearSelect()
          .select(sql`1`.as('one'))
          .where(sql<SqlBool>`e.seq <= marked.seq and e.seq > coalesce((select seq from before), 0)`)
          .where('e.author_id', '<>', viewer.userId)
          .where('e.body', 'is not', null)})`
      : sql`false`
  const { rows } = await sql<Marked>`
    with before as (select b.seq from read_marks b where ${ofPerson('b', viewer)} and b.stream = ${stream}),
    marked as (insert into read_marks as m (user_id, grant_id, stream, seq)
    select ${viewer.userId}::uuid, ${viewer.grant?.id ?? null}::uuid, s.name, least(s.clock, ${seq}::bigint)
    from streams s where s.name = ${stream} and exists (${readable(scope, subject)})
    on conflict (user_id, grant_id, stream) do update set seq = excluded.seq, at = now() where m.seq < excluded.seq
    returning seq)
    select marked.seq, ${mentioned} as mentioned, ${news} as news, ${first} as first from marked`.execute(db)
  const marked = rows[0]
  if (marked) emit({ stream, fact: 'entry.seen', data: { userId: viewer.userId, seq: marked.seq } })
  if (marked?.mentioned) emit({ stream: ownStreamOf(viewer), fact: 'mention.read', data: { stream } })
  return marked ?? null
}

/** What the reader's other pages count of this contract, where they take part in it. */
async function tellOfContract({ scope, viewer, emit }: Work, contractId: string): Promise<void> {
  const left = await scope
    .ownContracts()
    .where('c.id', '=', contractId)
    .clearSelect()
    .select(newOnContract(scope, viewer).as('unread'))
    .executeTakeFirst()
  if (left) emit({ stream: ownStreamOf(viewer), fact: 'contract.seen', data: { contractId, unread: left.unread } })
}

/** To the reader's other pages a task is not marked any more; `first`: nor new, where it came from outside. */
function tellOfTask({ viewer, emit }: Work, taskId: string, marks: readonly (Marked | null)[]): void {
  const first = marks[0]?.first === true && viewer.staff !== null
  if (!first && !marks.some((one) => one?.news)) return
  emit({ stream: ownStreamOf(viewer), fact: 'task.seen', data: { taskId, ...(first && { first }) } })
}

/** What the reader's other pages count of this conversation. */
async function tellOwn({ scope, viewer, emit }: Work, conversationId: string): Promise<void> {
  const left = await scope
    .ownConversations()
    .where('v.id', '=', conversationId)
    .clearSelect()
    .select(unreadIn(scope, viewer, 'heard').as('unread'))
    .executeTakeFirst()
  emit({
    stream: ownStreamOf(viewer),
    fact: 'conversation.read',
    data: { conversationId, unread: left?.unread ?? 0 },
  })
}
