import { sql } from 'kysely'
import { leavesToOthers, REVIEWERS } from '#server/access/reviewers.ts'
import type { Look } from '#server/platform/look.ts'
import { seesInside } from '#server/projects/views.ts'

export interface Reviewer {
  userId: string
  name: string
}

/**
 * To whom reviews of tasks fall, by the tasks' ids, as far as the viewer may hear of them: who only takes part in a project's tasks is not told its
 * people [B1].
 */
export async function reviewersOf(
  { db, viewer }: Look,
  tasks: readonly { id: string; account_id: string | null }[],
): Promise<Map<string, Reviewer[]>> {
  if (tasks.length === 0) return new Map()
  const { rows } = await sql<Reviewer & { taskId: string; named: boolean }>`
    select t.id as "taskId", r.id as "userId", r.name,
      t.author_id = r.id or exists (select from task_people tp where tp.task_id = t.id and tp.user_id = r.id) as named
    from tasks t cross join lateral ${REVIEWERS} r where t.id = any(${tasks.map(({ id }) => id)}::uuid[]) and not ${leavesToOthers(sql.ref('r.id'))}
    order by lower(r.name), r.id`.execute(db)
  const found = Map.groupBy(rows, ({ taskId }) => taskId)
  const told = tasks.map((task) => {
    const these = (found.get(task.id) ?? []).filter(({ named }) => named || seesInside(viewer, task))
    return [task.id, these.map(({ userId, name }) => ({ userId, name }))] as const
  })
  return new Map(told)
}
