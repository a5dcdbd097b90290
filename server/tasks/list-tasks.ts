import { sql, type SqlBool } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Way } from '#server/access/reach-in-sql.ts'
import { behind, cut, ordered, rowsOf, windowIn } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { begunFrom } from '#server/access/begun-from-ways.ts'
import { marked, type TaskMarks } from './marks.ts'
import { matching, ORDERS, statusMatches, taskFilterIn, waysToMine, type TaskFilter } from './task-filter.ts'
import { viewTaskRow, type TaskRowView } from './views.ts'

export interface TaskList {
  tasks: (TaskRowView & TaskMarks)[]
  /** The query that brings more. */
  more: string | null
  filter: TaskFilter
}

/** Whose tasks a list of all projects shows unless the address says: the host's own see far more than what is theirs. */
export const usuallyWhose = ({ viewer }: Pick<Look, 'viewer'>): TaskFilter['whose'] => (viewer.staff ? 'mine' : 'all')

/**
 * The tasks that their viewer may see [B2] of a project, or with null of all, as the address asks: the filter's names, `after`, `until`.
 */
export async function listTasks(here: Look, projectId: string | null, query: URLSearchParams): Promise<TaskList> {
  const { scope, viewer } = here
  const filter = taskFilterIn(query, projectId ? 'all' : usuallyWhose(here))
  const order = ORDERS[filter.sort]
  const window = windowIn(query, order)
  const where = sql<SqlBool>`(${statusMatches(filter)} and ${matching(filter, viewer)} and ${behind(window, order, sql`t.id`)})`
  // A literal: a plan that is kept must know how few they are.
  const most = sql.lit<number>(rowsOf(window))
  const rows = await listed(ofProject(scope, projectId))
    .select(sql<string>`${order.key}::text`.as('place'))
    .where(where)
    .where(begunFrom(projectId ? null : waysOf(here, filter), { where, order, most }))
    .orderBy(sql`${ordered(order, sql`t.id`)}`)
    .limit(most)
    .execute()
  const shown = cut(rows, window)
  return { tasks: await marked(here, shown.rows.map(viewTaskRow)), more: shown.more, filter }
}

/** The ways to what a list of all projects shows: to what is mine or within reach. */
export const waysOf = ({ viewer, scope }: Look, filter: TaskFilter): readonly Way[] | null =>
  waysToMine(filter, viewer) ?? scope.waysToTasks

/** Whether any task is within reach, whatever a list asks for. */
export async function hasTasks({ scope }: Look): Promise<boolean> {
  const found = await scope.tasks('task.list').clearSelect().select('t.id').limit(1).executeTakeFirst()
  return found !== undefined
}

/** The tasks within reach, of one project or of all. */
export const ofProject = (scope: Look['scope'], projectId: string | null) => {
  const tasks = scope.tasks('task.list')
  return projectId ? tasks.where('t.project_id', '=', projectId) : tasks
}

/** Tasks as a list shows them: assignee and checklist come in the same statement. */
export const listed = (tasks: ReturnType<Look['scope']['tasks']>) =>
  tasks
    .clearSelect()
    .select([
      't.id',
      't.ref',
      't.title',
      't.status',
      't.priority',
      't.due_on',
      't.project_id',
      'p.name as project_name',
    ])
    .select((eb) => [
      jsonObjectFrom(
        eb
          .selectFrom('task_people as tp')
          .innerJoin('users as u', 'u.id', 'tp.user_id')
          .leftJoin('grants as g', 'g.id', 'tp.grant_id')
          .leftJoin('accounts as a', 'a.id', 'g.account_id')
          .whereRef('tp.task_id', '=', 't.id')
          .where('tp.role', '=', 'assignee')
          .select(['tp.user_id', 'tp.grant_id', 'u.name', 'a.name as account_name']),
      ).as('assignee'),
      sql<number>`(select count(*) from checklist_items ci where ci.task_id = t.id)`.as('items'),
      sql<number>`(select count(*) from checklist_items ci where ci.task_id = t.id and ci.done_at is not null)`.as(
        'items_done',
      ),
    ])
