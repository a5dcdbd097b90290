import type { Db, Tables } from '#db/database.ts'
import { sql, type RawBuilder, type Selectable, type SqlBool } from 'kysely'
import { deniedAtTheDoor } from './can.ts'
import type { Action } from './catalogue.ts'
import type { ProjectRole, TaskRole } from './facts.ts'
import {
  hasMyTask,
  insideWithinReach,
  NO,
  projectsOfReach,
  projectsWithinReach,
  tasksOfReach,
  tasksWithinReach,
  YES,
} from './reach-in-sql.ts'
import type { Viewer } from './viewer.ts'

const atTheDoor = (viewer: Viewer, action: Action) => (deniedAtTheDoor(viewer, action) ? NO : YES)

/** Projects `p` within reach of what is asked. */
export function projectQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('projects as p')
    .selectAll('p')
    .select([staffRoles(viewer).as('my_staff_roles'), hasMyTask(viewer).as('has_my_task')])
    .where(atTheDoor(viewer, action))
    .where(projectsFor(viewer, action))
}

function projectsFor(viewer: Viewer, action: Action): RawBuilder<SqlBool> {
  if (action === 'project.list') return projectsOfReach(viewer)
  return action === 'project.view' ? projectsWithinReach(viewer) : insideWithinReach(viewer)
}

/** Tasks `t` within reach of what is asked, and their project `p`. */
export function taskQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('tasks as t')
    .innerJoin(projectOfTask(viewer, action).as('p'), 'p.id', 't.project_id')
    .selectAll('t')
    .select(['p.account_id', 'p.manager_id', 'p.counterparty_sees_tasks', 'p.name as project_name'])
    .select([staffRoles(viewer).as('my_staff_roles'), taskRoles(viewer).as('my_roles')])
    .where(atTheDoor(viewer, action))
    .where(action === 'task.list' ? tasksOfReach(viewer) : tasksWithinReach(viewer))
}

/**
 * The project of task `t`. In lists an external's tasks are few: each looks up its own, and no plan reads all projects for them, as it would
 * where it takes the few for a little more than that pays for.
 */
const projectOfTask = ({ grant }: Viewer, action: Action): RawBuilder<Selectable<Tables['projects']>> =>
  grant && action === 'task.list'
    ? sql`lateral (select o.* from projects o where o.id = t.project_id offset 0)`
    : sql`projects`

export const staffRoles = ({ staff, userId }: Viewer): RawBuilder<ProjectRole[]> =>
  staff
    ? sql`array(select ps.role from project_staff ps where ps.project_id = p.id and ps.user_id = ${userId})`
    : sql`array[]::text[]`

export const taskRoles = ({ grant, userId }: Viewer): RawBuilder<TaskRole[]> =>
  grant
    ? sql`array(select tp.role from task_people tp where tp.task_id = t.id and tp.grant_id = ${grant.id})`
    : sql`array(select tp.role from task_people tp where tp.task_id = t.id and tp.user_id = ${userId} and tp.grant_id is null)`

export type ProjectRow = Awaited<ReturnType<ReturnType<typeof projectQuery>['executeTakeFirstOrThrow']>>
export type TaskRow = Awaited<ReturnType<ReturnType<typeof taskQuery>['executeTakeFirstOrThrow']>>
