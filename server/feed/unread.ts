import { sql, type RawBuilder, type SqlBool } from 'kysely'
import {
  cameToContract,
  cameToConversation,
  cameToTask,
  historyOf,
  saidBefore,
  type Somebody,
} from '#server/access/came-in.ts'
import type { Viewer } from '#server/access/viewer.ts'
import type { Scope } from '#server/access/scope.ts'

/** So many are counted in one conversation. */
export const MOST_UNREAD = 100

/** How much of each conversation one takes part in is unread, by the conversation's id. */
export type Unread = Record<string, number>

type Who = Pick<Viewer, 'userId' | 'grant'>

/** Rows of `table` that are this person's, in the grant in use. */
export const ofPerson = (table: string, { userId, grant }: Who): RawBuilder<SqlBool> =>
  grant
    ? sql<SqlBool>`${sql.ref(`${table}.user_id`)} = ${userId} and ${sql.ref(`${table}.grant_id`)} = ${grant.id}`
    : sql<SqlBool>`${sql.ref(`${table}.user_id`)} = ${userId} and ${sql.ref(`${table}.grant_id`)} is null`

const somebody = ({ userId, grant }: Who): Somebody => ({ userId, grantId: grant?.id ?? null })

/** Up to where this person has read a stream by their mark; null where they never opened it. */
const markOn = (who: Who, stream: RawBuilder<unknown>) =>
  sql<number | null>`(select m.seq from read_marks m where ${ofPerson('m', who)} and m.stream = ${stream})`

/** Up to where conversation `v` is no news to this person: as far as they have read, and on a first visit all that was said before they came. */
export const readUpTo = (who: Who): RawBuilder<number> => {
  const stream = sql`'conversation:' || v.id`
  const before = saidBefore(stream, cameToConversation(somebody(who)))
  return sql<number>`coalesce(${markOn(who, stream)}, case when v.last_seq > 0 then ${before} end, 0)`
}

/**
 * The same of the entries `e` on a task's or contract's stream. The read mark begins them by their index; what is history is only asked where something
 * lies behind it, and hidden from the index (`+ 0`), which would ask it each time.
 */
const isNews = (who: Who, stream: RawBuilder<unknown>, came: RawBuilder<Date | null>): RawBuilder<SqlBool> =>
  sql<SqlBool>`(e.seq > coalesce(${markOn(who, stream)}, 0)
    and e.seq + 0 > coalesce(${markOn(who, stream)}, ${historyOf(stream, came, who.userId)}))`

/**
 * How many messages of others in conversation `v` this person has not read, counted up to `MOST_UNREAD`. `heard`: of a muted one only those that
 * mention them.
 */
export function unreadIn(scope: Scope, who: Who, heard?: 'heard'): RawBuilder<number> {
  const unread = scope
    .said()
    .where(sql<SqlBool>`e.seq > ${readUpTo(who)}`)
    .where('e.author_id', '<>', who.userId)
    .where('e.body', 'is not', null)
    .where('e.deleted_at', 'is', null)
    .where(heard ? isHeard(who) : sql<SqlBool>`true`)
    .select(sql`1`.as('one'))
    .limit(MOST_UNREAD)
  return sql<number>`case when v.last_seq > ${readUpTo(who)} then (select count(*)::int from (${unread}) unread) else 0 end`
}

/** Whether there are comments of others on task `t` that this person has not read. */
export function newOnTask(scope: Scope, who: Who): RawBuilder<boolean> {
  const unread = (of: 'all' | 'team') => {
    const stream = of === 'all' ? sql`'task:' || t.id` : sql`'task:' || t.id || '/team'`
    return scope
      .commented(of)
      .where(isNews(who, stream, cameToTask(somebody(who))))
      .where('e.author_id', '<>', who.userId)
      .where('e.body', 'is not', null)
      .where('e.deleted_at', 'is', null)
      .select(sql`1`.as('one'))
  }
  // The team's own are never asked for where somebody from outside looks. On most tasks the team says nothing: that is found without a read mark.
  return who.grant
    ? sql<boolean>`exists (${unread('all')})`
    : sql<boolean>`(exists (${unread('all')}) or (exists (${scope.commented('team').select(sql`1`.as('one'))}) and exists (${unread('team')})))`
}

/** Contracts that are counted. */
const MOST_CONTRACTS = 200

/** The comments `e` of others on contract `c` that this person has not read. */
export const unreadOnContract = (scope: Scope, who: Who) =>
  scope
    .commentedOnContract()
    .where(isNews(who, sql`'contract:' || c.id`, cameToContract(somebody(who))))
    .where('e.author_id', '<>', who.userId)

/** Whether there are any. */
export const newOnContract = (scope: Scope, who: Who): RawBuilder<boolean> =>
  sql<boolean>`exists (${unreadOnContract(scope, who).select(sql`1`.as('one'))})`

/** Whether this person muted conversation `v`. */
export const mutedBy = (who: Who): RawBuilder<boolean> =>
  sql<boolean>`exists (select from conversation_mutes m where m.conversation_id = v.id and ${ofPerson('m', who)})`

/** Entry `e` of conversation `v` is one this person wants to hear of. */
export const isHeard = (who: Who): RawBuilder<SqlBool> =>
  sql<SqlBool>`(not ${mutedBy(who)} or exists (select from mentions n where n.entry_id = e.id and n.user_id = ${who.userId}))`

/** What is counted as unread, of every conversation that this person takes part in. */
export const unreadQuery = (scope: Scope, who: Who) =>
  scope
    .ownConversations()
    .clearSelect()
    .select(['v.id', unreadIn(scope, who, 'heard').as('unread')])
    .where(sql<SqlBool>`v.last_seq > ${readUpTo(who)}`)

/** The contracts that this person takes part in and in which there is something unread; not many more than anybody counts. */
export const unreadContracts = (scope: Scope, who: Who) =>
  scope
    .ownContracts()
    .clearSelect()
    .select('c.id')
    .where(sql<SqlBool>`${newOnContract(scope, who)}`)
    .limit(MOST_CONTRACTS)
