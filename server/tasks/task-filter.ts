import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { TaskStatus } from '#server/access/facts.ts'
import type { Way } from '#server/access/reach-in-sql.ts'
import { waysToReview } from '#server/access/reviewers.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { anywhere, type Order } from '#server/platform/keyset.ts'
import { amongHolding } from '#server/search/few.ts'
import { wordsIn } from '#server/search/words.ts'
import { PRIORITIES, STATUSES, type Priority } from './catalogue.ts'
import { newToManager } from './from-outside.ts'

/** The ways a list of tasks can be ordered; each has an index. */
export const ORDERS = {
  recent: { key: sql`t.created_at`, type: 'timestamptz', direction: 'desc' },
  due: { key: sql`coalesce(t.due_on, 'infinity'::date)`, type: 'date', direction: 'asc' },
  title: { key: sql`lower(t.title)`, type: 'text', direction: 'asc' },
} as const satisfies Record<string, Order>
export type TaskOrder = keyof typeof ORDERS

const DUES = ['any', 'late', 'week', 'none'] as const
const WHOSE = ['mine', 'assigned', 'waiting', 'all'] as const

/** What an address asks of tasks; anything it cannot mean is left at its usual. */
export interface TaskFilter {
  /** `open` is everything on which something is still expected. */
  status: TaskStatus | 'open' | 'all'
  priority: Priority | 'any'
  /** `late` was due before today; `week` is due within seven days, what is late included. */
  due: (typeof DUES)[number]
  /** Whom it is assigned to: `any`, `nobody`, or the name of a person's own stream. */
  assignee: string
  /** Of all projects: what I take part in, what is assigned to me, what waits for me to do next, or everything I may see. */
  whose: (typeof WHOSE)[number]
  q: string
  sort: TaskOrder
}

const PERSON = /^(staff|grant):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `usual`: whose tasks the list shows unless the address says. */
export function taskFilterIn(query: URLSearchParams, usual: TaskFilter['whose'] = 'all'): TaskFilter {
  const among = <T extends string>(name: string, known: readonly T[], otherwise: T): T =>
    known.find((one) => one === query.get(name)) ?? otherwise
  const assignee = query.get('assignee') ?? ''
  const sort = query.get('sort') ?? ''
  return {
    status: among('status', [...STATUSES, 'open', 'all'] as const, 'open'),
    priority: among('priority', [...PRIORITIES, 'any'] as const, 'any'),
    due: among('due', DUES, 'any'),
    assignee: assignee === 'nobody' || PERSON.test(assignee) ? assignee : 'any',
    whose: among('whose', WHOSE, usual),
    q: (query.get('q') ?? '').trim().slice(0, 100),
    sort: Object.hasOwn(ORDERS, sort) ? (sort as TaskOrder) : 'recent',
  }
}

/** As literals: the indexes of what is open are found by them. */
const OPEN = sql<SqlBool>`t.status in ('draft', 'new', 'in_progress', 'ready_for_review', 'on_hold')`
const ALL = sql<SqlBool>`true`

/** The filter as a condition on tasks `t`, its status left out. */
export function matching(filter: TaskFilter, viewer: Viewer): RawBuilder<SqlBool> {
  const { priority, q } = filter
  const conditions = [
    priority === 'any' ? ALL : sql`t.priority = ${priority}`,
    dueMatches(filter.due, viewer),
    assigneeMatches(filter.assignee),
    q ? saysAnywhere(q) : ALL,
  ]
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`
}

/** What was typed stands in the title as it is, or as the words that the search of everything looks for [F6]. */
const saysAnywhere = (q: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`(t.title ilike ${anywhere(q)} or ${amongHolding(sql`t.id`, 'tasks', wordsIn(q))})`

/** The filter's status as a condition. */
export function statusMatches({ status }: TaskFilter): RawBuilder<SqlBool> {
  if (status === 'all') return ALL
  return status === 'open' ? OPEN : sql`t.status = ${status}`
}

function dueMatches(due: TaskFilter['due'], { timeZone }: Viewer): RawBuilder<SqlBool> {
  const today = sql`(clock_timestamp() at time zone ${timeZone})::date`
  switch (due) {
    case 'any':
      return ALL
    case 'none':
      return sql`t.due_on is null`
    case 'late':
      return sql`(t.due_on < ${today} and ${OPEN})`
    case 'week':
      return sql`(t.due_on <= ${today} + 7 and ${OPEN})`
  }
}

function assigneeMatches(assignee: string): RawBuilder<SqlBool> {
  if (assignee === 'any') return ALL
  if (assignee === 'nobody')
    return sql`not exists (select from task_people tp where tp.task_id = t.id and tp.role = 'assignee')`
  const [kind = '', id = ''] = assignee.split(':')
  const theirs = kind === 'grant' ? sql`tp.grant_id = ${id}` : sql`(tp.user_id = ${id} and tp.grant_id is null)`
  return sql`t.id = any (array(select tp.task_id from task_people tp where tp.role = 'assignee' and ${theirs}))`
}

/**
 * Which of all tasks within reach, in its parts: those one takes part in, in the grant in use, those one is assigned to, or those one is to
 * do next or, as their project's manager, to see that they came from outside; null: all.
 */
export function waysToMine({ whose }: Pick<TaskFilter, 'whose'>, viewer: Viewer): readonly Way[] | null {
  if (whose === 'all') return null
  const { id, me, wrote } = oneself(viewer)
  const assignee = sql<SqlBool>`t.id = any (array(select tp.task_id from task_people tp where tp.role = 'assignee' and ${me}))`
  if (whose === 'assigned') return [{ fits: assignee }]
  if (whose === 'mine')
    return [{ fits: wrote }, { fits: sql`t.id = any (array(select tp.task_id from task_people tp where ${me}))` }]
  const assigned = { fits: sql<SqlBool>`(t.status in ('new', 'in_progress') and ${assignee})` }
  const reviews = waysToReview(viewer, id).map((falls) => ({ fits: sql<SqlBool>`(${IN_REVIEW} and ${falls})` }))
  return [assigned, ...reviews, ...(viewer.staff ? [newToManager(viewer)] : [])]
}

const IN_REVIEW = sql<SqlBool>`t.status = 'ready_for_review'`

/** Who asks, in the grant in use. Read apart: a plan is then as good for one as for another, and can be kept. */
function oneself({ grant, userId }: Viewer) {
  const id = sql`(select ${grant?.id ?? userId}::uuid)`
  return {
    id,
    me: grant ? sql`tp.grant_id = ${id}` : sql`(tp.user_id = ${id} and tp.grant_id is null)`,
    wrote: grant
      ? sql<SqlBool>`t.author_grant_id = ${id}`
      : sql<SqlBool>`(t.author_id = ${id} and t.author_grant_id is null)`,
  }
}
