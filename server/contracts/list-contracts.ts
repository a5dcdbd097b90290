import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { ContractStatus } from '#server/access/facts.ts'
import { decide } from '#server/access/can.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { amongHolding } from '#server/search/few.ts'
import { wordsIn } from '#server/search/words.ts'
import type { ContractRow } from './views.ts'
import { partIn, waitsFor } from './waits-for.ts'

/** Statuses that people look for together. */
const STAGES = {
  underway: ['requested', 'draft', 'in_review', 'awaiting_approval', 'on_hold'],
  agreed: ['approved', 'out_for_signature', 'active'],
  over: ['expired', 'terminated', 'rejected'],
} as const satisfies Record<string, readonly ContractStatus[]>

const ORDERS = {
  recent: { key: sql`c.created_at`, type: 'timestamptz', direction: 'desc' },
  title: { key: sql`lower(c.title)`, type: 'text', direction: 'asc' },
} as const satisfies Record<string, Order>

/** Looked up for the rows that are shown: joined to all that may be, a plan reads every account there is. */
const ACCOUNT = sql<string>`(select a.name from accounts a where a.id = c.account_id)`
const OWNER = sql<string>`(select u.name from users u where u.id = c.owner_id)`

/** What an address asks of the list; anything it cannot mean is left at its usual. */
export interface ContractFilter {
  /** `waiting`: those whose approval is the viewer's to give now, and requests of clients that are theirs to take up. */
  show: keyof typeof STAGES | 'waiting' | 'all'
  /** Words in the title, the reference or the account's name. */
  q: string
  sort: keyof typeof ORDERS
}

export interface ContractList {
  rows: ContractRow[]
  filter: ContractFilter
  /** The query that brings more. */
  more: string | null
  mayCreate: boolean
}

export function contractFilterIn(query: URLSearchParams): ContractFilter {
  const [show, sort] = [query.get('show') ?? '', query.get('sort') ?? '']
  return {
    show: show === 'waiting' || Object.hasOwn(STAGES, show) ? (show as ContractFilter['show']) : 'all',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    sort: Object.hasOwn(ORDERS, sort) ? (sort as ContractFilter['sort']) : 'recent',
  }
}

/** The contracts within reach, as the address asks: `show`, `q`, `sort`, `after`, `until`. Errors: `NotFound`. */
export async function listContracts({ viewer, scope, must }: Look, query: URLSearchParams): Promise<ContractList> {
  must('contract.list')
  const filter = contractFilterIn(query)
  const order = ORDERS[filter.sort]
  const window = windowIn(query, order)
  const found = await scope
    .contracts('contract.list')
    .clearSelect()
    .select(['c.id', 'c.ref', 'c.title', 'c.status', 'c.created_at'])
    .select([ACCOUNT.as('account'), OWNER.as('owner')])
    .select([partIn(viewer).as('myPart'), sql<string>`${order.key}::text`.as('place')])
    .where(matching(filter, viewer))
    .where(behind(window, order, sql`c.id`))
    .orderBy(sql`${ordered(order, sql`c.id`)}`)
    .limit(sql.lit<number>(rowsOf(window)))
    .execute()
  const { rows, more } = cut(found, window)
  return {
    rows: rows.map(({ created_at, place: _, ...row }) => ({ ...row, createdAt: created_at.toISOString() })),
    filter,
    more,
    mayCreate: decide(viewer, 'contract.create').allowed,
  }
}

function matching({ show, q }: ContractFilter, viewer: Viewer): RawBuilder<SqlBool> {
  const words = wordsIn(q)
  const named = amongHolding(sql`c.id`, 'contracts', words)
  const ofAccount = amongHolding(sql`c.account_id`, 'accounts', words)
  // As it was typed, or as the words that the search of everything looks for [F6].
  const text = q
    ? sql<SqlBool>`(c.title ilike ${anywhere(q)} or c.ref ilike ${anywhere(q)} or ${ACCOUNT} ilike ${anywhere(q)} or ${named} or ${ofAccount})`
    : sql<SqlBool>`true`
  if (show === 'all') return text
  if (show === 'waiting') return sql`(${text} and ${waitsFor(viewer)})`
  return sql`(${text} and c.status = any(${sql.val([...STAGES[show]])}::text[]))`
}
