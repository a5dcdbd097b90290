import { sql, type SqlBool } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { reachedBy } from '#server/access/begun-from-ways.ts'
import { amongHolding } from '#server/search/few.ts'
import { wordsIn } from '#server/search/words.ts'
import { PROJECT_STATUSES, type ProjectStatus } from './catalogue.ts'
import { hasUnread } from './unread-updates.ts'
import { opensInside, viewProjectRow, type ProjectRowView } from './views.ts'

const ORDERS = ['recent', 'name', 'ends'] as const
export type ProjectOrder = (typeof ORDERS)[number]

/** What an address asks of the list of projects; anything it cannot mean is left at its usual. */
export interface ProjectFilter {
  status: ProjectStatus | 'all'
  q: string
  sort: ProjectOrder
}

export interface ProjectList {
  projects: ProjectRowView[]
  /** The query that brings more. */
  more: string | null
  filter: ProjectFilter
}

function filterIn(query: URLSearchParams): ProjectFilter {
  const [status, sort] = [query.get('status'), query.get('sort')]
  return {
    status: PROJECT_STATUSES.find((known) => known === status) ?? 'all',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    sort: ORDERS.find((known) => known === sort) ?? 'recent',
  }
}

/** The projects somebody may see, as the address asks: `status`, `q`, `sort`, `after`, `until`. */
export async function listProjects({ viewer, scope }: Look, query: URLSearchParams): Promise<ProjectList> {
  const filter = filterIn(query)
  const order = orderOf(filter.sort, viewer)
  const window = windowIn(query, order)
  const rows = await scope
    .projects('project.list')
    .clearSelect()
    .innerJoin('users as m', 'm.id', 'p.manager_id')
    .leftJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.id', 'p.ref', 'p.name', 'p.status', 'p.starts_on', 'p.ends_on', 'p.account_id', 'p.manager_id'])
    .select(['a.name as account_name', 'm.name as manager_name', sql<string>`${order.key}::text`.as('place')])
    .select(hasUnread(scope, viewer).as('unread'))
    .where(matches(filter, viewer))
    .where(behind(window, order, sql`p.id`))
    .orderBy(sql`${ordered(order, sql`p.id`)}`)
    .limit(sql.lit<number>(rowsOf(window)))
    .execute()
  const shown = cut(rows, window)
  const counts = await countTasks(
    scope,
    shown.rows.map(({ id }) => id),
  )
  const projects = shown.rows.map((row) =>
    viewProjectRow(viewer, row, counts.get(row.id) ?? { open: 0, done: 0, all: 0 }),
  )
  return { projects, more: shown.more, filter }
}

async function countTasks(scope: Look['scope'], projectIds: string[]): Promise<Map<string, ProjectRowView['tasks']>> {
  if (projectIds.length === 0) return new Map()
  // Which they are is read apart, so that one plan serves any and is kept.
  const theirs = sql<SqlBool>`t.project_id = any ((select ${sql.val(projectIds)}::uuid[])::uuid[])`
  const rows = await scope
    .tasks('task.list')
    .clearSelect()
    .select([
      't.project_id',
      sql<number>`count(*) filter (where t.status not in ('done', 'declined', 'cancelled'))`.as('open'),
      sql<number>`count(*) filter (where t.status = 'done')`.as('done'),
      sql<number>`count(*) filter (where t.status not in ('declined', 'cancelled'))`.as('all'),
    ])
    .where(theirs)
    .where(reachedBy(scope.waysToTasks, theirs))
    .groupBy('t.project_id')
    .execute()
  return new Map(rows.map(({ project_id, open, done, all }) => [project_id, { open, done, all }]))
}

/** Whether the row is seen from inside [B1]: what is masked must not be found, filtered or ordered by either. */
export function insideOf(viewer: Viewer) {
  if (viewer.staff) return sql<SqlBool>`true`
  return viewer.grant && opensInside(viewer)
    ? sql<SqlBool>`(p.account_id is not distinct from ${viewer.grant.accountId})`
    : sql<SqlBool>`false`
}

function orderOf(sort: ProjectOrder, viewer: Viewer): Order {
  if (sort === 'name') return { key: sql`lower(p.name)`, type: 'text', direction: 'asc' }
  if (sort === 'recent') return { key: sql`p.created_at`, type: 'timestamptz', direction: 'desc' }
  const ends = viewer.staff ? sql`p.ends_on` : sql`case when ${insideOf(viewer)} then p.ends_on end`
  return { key: sql`coalesce(${ends}, 'infinity'::date)`, type: 'date', direction: 'asc' }
}

function matches({ status, q }: ProjectFilter, viewer: Viewer) {
  const seen = insideOf(viewer)
  const ofStatus = status === 'all' ? sql`true` : sql`(p.status = ${status} and ${seen})`
  const words = wordsIn(q)
  const named = amongHolding(sql`p.id`, 'projects', words)
  const ofAccount = amongHolding(sql`p.account_id`, 'accounts', words)
  // As it was typed, or as the words that the search of everything looks for [F6].
  const text = q
    ? sql`(p.name ilike ${anywhere(q)} or ${named} or (${seen} and (p.ref = ${q.toUpperCase()} or p.ref = upper(${words.join('')})
        or a.name ilike ${anywhere(q)} or ${ofAccount})))`
    : sql`true`
  return sql<SqlBool>`(${ofStatus} and ${text})`
}
