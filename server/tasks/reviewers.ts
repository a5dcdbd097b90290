import { sql } from 'kysely'
import { isAssignedTo, REVIEWERS } from '#server/access/reviewers.ts'
import type { Look } from '#server/platform/look.ts'
import { seesInside } from '#server/projects/views.ts'

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
    select r.id as "userId", r.name, ${isAssignedTo(sql.ref('r.id'))} as assigned,
      t.author_id = r.id or exists (select from task_people tp where tp.task_id = t.id and tp.user_id = r.id) as named
    from tasks t cross join lateral ${REVIEWERS} r where t.id = ${task.id}
    order by lower(r.name), r.id`.execute(db)
  const others = rows.filter(({ assigned }) => !assigned)
  return (others.length > 0 ? others : rows)
    .filter(({ named }) => named || seesInside(viewer, task))
    .map(({ userId, name }) => ({ userId, name }))
}
