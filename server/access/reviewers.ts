import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { frozenNow } from './frozen-now.ts'
import type { Viewer } from './viewer.ts'

/*
 * To whom a review of task `t` falls: its project's manager, the auditors of both, and who made it, if staff [B4] [B5]. Nobody from outside: they
 * never accept, not even what they asked for; nobody who can accept nothing for now [A17]; and no admin who is nothing of these, though they may.
 * Each way to it is written once, and asked from the task's side and from the person's.
 */

interface Way {
  /** User ids of those to whom it falls in this way. */
  ids: RawBuilder<unknown>
  /** Whether it falls to this person, for lists: begun from the person. */
  falls: (userId: RawBuilder<unknown>) => RawBuilder<SqlBool>
}

/** By rows of an id, which is `of` the task, and a `user_id`. */
const named = (of: RawBuilder<unknown>, rows: RawBuilder<unknown>): Way => ({
  ids: sql`select w.user_id from (${rows}) w where w.id = ${of}`,
  falls: (userId) => sql`${of} = any (array(select w.id from (${rows}) w where w.user_id = ${userId}))`,
})

/** By a column of the task itself. */
const noted = (column: RawBuilder<unknown>, where: RawBuilder<unknown>): Way => ({
  ids: sql`select ${column} where ${where}`,
  falls: (userId) => sql`(${column} = ${userId} and ${where})`,
})

const WAYS: readonly Way[] = [
  named(sql.ref('t.project_id'), sql`select q.id, q.manager_id as user_id from projects q`),
  named(
    sql.ref('t.project_id'),
    sql`select ps.project_id as id, ps.user_id from project_staff ps where ps.role = 'auditor'`,
  ),
  named(
    sql.ref('t.id'),
    sql`select tp.task_id as id, tp.user_id from task_people tp where tp.role = 'auditor' and tp.grant_id is null`,
  ),
  noted(sql.ref('t.author_id'), sql`t.author_grant_id is null`),
]

const ids = sql.join(
  WAYS.map((way) => way.ids),
  sql` union `,
)

/** Those to whom a review of task `t` falls: their `id` and `name`. */
export const REVIEWERS = sql`(select u.id, u.name from users u where u.id in (${ids}) and ${frozenNow('u')} is null)`

/** A review of task `t` falls to this person, as soon as they can accept anything. */
export const fallsTo = (userId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`(${sql.join(
    WAYS.map(({ falls }) => falls(userId)),
    sql` or `,
  )})`

/** Task `t` is assigned to somebody of the staff. */
const isAssignedTo = (userId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`exists (select from task_people tp where tp.task_id = t.id and tp.role = 'assignee' and tp.grant_id is null and tp.user_id = ${userId})`

/** Nobody is to check their own work while somebody else can: whether this reviewer of task `t` leaves it to the others. */
export const leavesToOthers = (userId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`(${isAssignedTo(userId)} and exists (select from ${REVIEWERS} o where o.id <> ${userId}))`

/** The ways by which a review of tasks `t` falls to this viewer, who is `userId` in the query. */
export function waysToReview({ staff, frozen }: Viewer, userId: RawBuilder<unknown>): RawBuilder<SqlBool>[] {
  if (!staff || frozen) return []
  return WAYS.map(({ falls }) => sql<SqlBool>`(${falls(userId)} and not ${leavesToOthers(userId)})`)
}
