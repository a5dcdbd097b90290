import { sql, type SqlBool } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import type { TaskStatus } from '#server/access/facts.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { isClosed, STATUSES } from './catalogue.ts'
import { viewTaskRow, type TaskRowView } from './views.ts'

/** The ways a list of tasks can be ordered; each has an index. */
const ORDERS = {
  recent: { key: sql`t.created_at`, type: 'timestamptz', direction: 'desc' },
  due: { key: sql`coalesce(t.due_on, 'infinity'::date)`, type: 'date', direction: 'asc' },
  title: { key: sql`lower(t.title)`, type: 'text', direction: 'asc' },
} as const satisfies Record<string, Order>
export type TaskOrder = keyof typeof ORDERS

/** What an address asks of a list of tasks; anything it cannot mean is left at its usual. */
export interface TaskFilter {
  /** `open` is everything on which something is still expected. */
  status: TaskStatus | 'open' | 'all'
  q: string
  sort: TaskOrder
}

export interface TaskList {
  tasks: TaskRowView[]
  /** The query that brings more. */
  more: string | null
  filter: TaskFilter
}

const OPEN = STATUSES.filter((status) => !isClosed(status))

export function taskFilterIn(query: URLSearchParams): TaskFilter {
  const [status, sort] = [query.get('status') ?? '', query.get('sort') ?? '']
  return {
    status: status === 'all' || STATUSES.some((known) => known === status) ? (status as TaskFilter['status']) : 'open',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    sort: Object.hasOwn(ORDERS, sort) ? (sort as TaskOrder) : 'recent',
  }
}

/** The tasks of a project that its viewer may see [B2], as the address asks: `status`, `q`, `sort`, `after`, `until`. */
export async function listTasks({ scope }: Look, projectId: string, query: URLSearchParams): Promise<TaskList> {
  const filter = taskFilterIn(query)
  const order = ORDERS[filter.sort]
  const window = windowIn(query, order)
  const rows = await listed(scope.tasks('task.list'))
    .select(sql<string>`${order.key}::text`.as('place'))
    .where('t.project_id', '=', projectId)
    .where(matches(filter))
    .where(behind(window, order, sql`t.id`))
    .orderBy(sql`${ordered(order, sql`t.id`)}`)
    .limit(rowsOf(window))
    .execute()
  const shown = cut(rows, window)
  return { tasks: shown.rows.map(viewTaskRow), more: shown.more, filter }
}

function matches({ status, q }: TaskFilter) {
  const among: readonly TaskStatus[] = status === 'all' ? STATUSES : status === 'open' ? OPEN : [status]
  const text = q ? sql<SqlBool>`(t.title ilike ${anywhere(q)} or t.ref = ${q.toUpperCase()})` : sql<SqlBool>`true`
  return sql<SqlBool>`(t.status = any(${sql.val([...among])}::text[]) and ${text})`
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
