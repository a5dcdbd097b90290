import { sql } from 'kysely'
import { anywhere } from '#server/platform/keyset.ts'
import type { Kind } from '#server/access/catalogue.ts'
import type { Look } from '#server/platform/look.ts'
import { TAKERS, type Taker } from './takers.ts'
import type { PersonView } from './views.ts'

/** Somebody who could be added, and whether they are in the task already. */
export interface FoundTaker extends PersonView {
  /** What their grant makes them; null for staff, who alone can be auditors [B4]. One person can have several with one account. */
  kind: Kind | null
  there: boolean
  /** Of the project itself or of its counterparty. */
  ofProject: boolean
  /** Made the task: reads it, whether added or not. */
  isAuthor: boolean
}

/** Most people one search shows; it is narrowed by typing. */
const MOST = 30

/**
 * People who could be added to a task, those of the project and its counterparty first, by a part of their name, address or account.
 * Errors: `NotFound`; `NotAllowed` for who may not change its people.
 */
export async function findTakers({ db, scope, must }: Look, taskId: string, q: string): Promise<FoundTaker[]> {
  const task = await scope.task(taskId)
  must('task.people', task.facts)
  const like = anywhere(q.trim().slice(0, 100))
  const near = sql`(takers."accountId" = ${task.account_id}::uuid or takers."userId" = ${task.manager_id}
    or exists (select from project_staff ps where ps.project_id = ${task.project_id} and ps.user_id = takers."userId"))`
  const there = sql`exists (select from task_people tp where tp.task_id = ${taskId} and tp.user_id = takers."userId"
    and tp.grant_id is not distinct from takers."grantId")`
  const { rows } = await sql<Taker & Pick<FoundTaker, 'there' | 'ofProject' | 'kind'>>`
    select takers.key, takers."userId", takers."grantId", takers.name, takers."accountName", takers.kind, ${there} as there,
      ${near} is true as "ofProject"
    from ${TAKERS} as takers
    where takers.name ilike ${like} or takers.email ilike ${like} or takers."accountName" ilike ${like}
    order by ${near} is not true, takers."accountName" nulls first, lower(takers.name), takers.key limit ${MOST}`.execute(
    db,
  )
  return rows.map(({ key, userId, grantId, name, accountName, kind, there: isThere, ofProject }) => ({
    key,
    userId,
    name,
    accountName,
    kind,
    there: isThere,
    ofProject,
    isAuthor: userId === task.author_id && grantId === task.author_grant_id,
  }))
}
