import { sql } from 'kysely'
import { abilitiesOf, type Abilities } from '#server/access/abilities.ts'
import type { TaskStatus } from '#server/access/facts.ts'
import type { Look } from '#server/platform/look.ts'
import { suspendedGuests } from './suspended-guests.ts'
import { viewProject, type ProjectView } from './views.ts'
import { withoutTaker } from './without-taker.ts'

export interface ProjectPage {
  project: ProjectView
  abilities: Abilities
  /** How many tasks of each status its viewer may see. */
  counts: Partial<Record<TaskStatus, number>>
}

/** A project for its page. Errors: `NotFound`. */
export async function readProject({ viewer, db, scope }: Look, projectId: string): Promise<ProjectPage> {
  const row = await scope.project(projectId)
  const [staff, counted, names, unanswered, suspended] = await Promise.all([
    db
      .selectFrom('project_staff as ps')
      .innerJoin('users as u', 'u.id', 'ps.user_id')
      .select(['ps.user_id', 'ps.role', 'u.name'])
      .where('ps.project_id', '=', projectId)
      .orderBy(sql`lower(u.name)`)
      .orderBy('ps.user_id')
      .orderBy('ps.role')
      .execute(),
    scope
      .tasks('task.list')
      .clearSelect()
      .select(['t.status', sql<number>`count(*)`.as('count')])
      .where('t.project_id', '=', projectId)
      .groupBy('t.status')
      .execute(),
    db
      .selectFrom('users as m')
      .leftJoin('accounts as a', (on) => on.on('a.id', '=', row.account_id))
      .select(['m.name as manager_name', 'a.name as account_name'])
      .where('m.id', '=', row.manager_id)
      .executeTakeFirstOrThrow(),
    viewer.staff && row.account_id ? withoutTaker(db, row.account_id) : null,
    viewer.staff && row.account_id ? suspendedGuests(db, row.account_id) : [],
  ])
  return {
    project: viewProject(viewer, { ...row, ...names }, staff, { unanswered, suspended }),
    abilities: abilitiesOf(viewer, row.facts),
    counts: Object.fromEntries(counted.map(({ status, count }) => [status, count])),
  }
}
