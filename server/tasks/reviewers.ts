import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Look } from '#server/platform/look.ts'
import { seesInside } from '#server/projects/views.ts'

/**
 * User ids of those to whom a review of task `t` falls: its project's manager, the auditors of both, and who made it, if staff [B4] [B5]. Nobody from
 * outside: they never accept, not even what they asked for.
 */
const REVIEWERS = sql`(select q.manager_id as id from projects q where q.id = t.project_id
  union select ps.user_id from project_staff ps where ps.project_id = t.project_id and ps.role = 'auditor'
  union select tp.user_id from task_people tp where tp.task_id = t.id and tp.role = 'auditor'
  union select t.author_id where t.author_grant_id is null)`

const IS_ASSIGNEE = sql`exists (select from task_people tp where tp.task_id = t.id and tp.role = 'assignee' and tp.grant_id is null and tp.user_id = r.id)`

/** Nobody is to check their own work while somebody else can: whether that bars this person, who may review task `t`. */
export const leavesToOthers = (userId: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`(exists (select from (select ${userId} as id) r where ${IS_ASSIGNEE}) and exists (select from ${REVIEWERS} r where r.id <> ${userId}))`

export interface Reviewer {
  userId: string
  name: string
}

/** To whom a review of a task falls, as far as the viewer may hear of them: who only takes part in a project's tasks is not told its people [B1]. */
export async function reviewersOf(
  { db, viewer }: Look,
  task: { id: string; account_id: string | null },
): Promise<Reviewer[]> {
  const { rows } = await sql<Reviewer & { assigned: boolean; named: boolean }>`
    select r.id as "userId", u.name, ${IS_ASSIGNEE} as assigned,
      t.author_id = r.id or exists (select from task_people tp where tp.task_id = t.id and tp.user_id = r.id) as named
    from tasks t cross join lateral ${REVIEWERS} r join users u on u.id = r.id where t.id = ${task.id}
    order by lower(u.name), u.id`.execute(db)
  const others = rows.filter(({ assigned }) => !assigned)
  return (others.length > 0 ? others : rows)
    .filter(({ named }) => named || seesInside(viewer, task))
    .map(({ userId, name }) => ({ userId, name }))
}
