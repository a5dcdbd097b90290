import { sql, type RawBuilder, type SqlBool } from 'kysely'
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

/** Up to where this person has read conversation `v`. */
export const readUpTo = (who: Who): RawBuilder<number> =>
  sql<number>`coalesce((select m.seq from read_marks m where ${ofPerson('m', who)} and m.stream = 'conversation:' || v.id), 0)`

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
      .where(
        sql<SqlBool>`e.seq > coalesce((select m.seq from read_marks m where ${ofPerson('m', who)} and m.stream = ${stream}), 0)`,
      )
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
    .where(
      sql<SqlBool>`e.seq > coalesce((select m.seq from read_marks m where ${ofPerson('m', who)} and m.stream = 'contract:' || c.id), 0)`,
    )
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
