import { sql, type SqlBool } from 'kysely'
import { KINDS, ROLES, type Kind, type Role } from '#server/access/catalogue.ts'
import type { Caller } from '#server/platform/caller.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import { look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { findContacts } from './find-contacts.ts'
import { grantRows, ONLINE, staffNames, STATES } from './grant-rows.ts'
import { mostGiven } from './may-give.ts'
import { viewGrant } from './views.ts'

const COLUMNS = {
  customer: { key: sql`lower(a.name)`, type: 'text', direction: 'asc' },
  user: { key: sql`lower(u.name)`, type: 'text', direction: 'asc' },
  role: { key: sql`g.role`, type: 'integer', direction: 'desc' },
  days: { key: sql`coalesce(g.days_back, 100000000)`, type: 'integer', direction: 'asc' },
  kind: { key: sql`g.kind`, type: 'text', direction: 'asc' },
  ends: { key: sql`coalesce(g.expires_at, 'infinity'::timestamptz)`, type: 'timestamptz', direction: 'asc' },
  seen: { key: sql`coalesce(g.last_seen_at, '-infinity'::timestamptz)`, type: 'timestamptz', direction: 'desc' },
} as const satisfies Record<string, Order>
export type GrantColumn = keyof typeof COLUMNS

/** What an address asks of the navigator; anything it cannot mean is left at its usual. */
export interface GrantFilter {
  q: string
  kind: Kind | 'all'
  role: Role | 'all'
  state: keyof typeof STATES | 'online' | 'all'
  sort: GrantColumn
  direction: 'asc' | 'desc'
}

function filterIn(query: URLSearchParams): GrantFilter {
  const [kind, role, state, sort] = [query.get('kind'), query.get('role'), query.get('state') ?? '', query.get('sort')]
  const column = (Object.keys(COLUMNS) as GrantColumn[]).find((known) => known === sort) ?? 'customer'
  const asked = query.get('direction')
  return {
    q: (query.get('q') ?? '').trim().slice(0, 100),
    kind: KINDS.find((known) => known === kind) ?? 'all',
    role: ROLES.find((known) => String(known) === role) ?? 'all',
    state: state === 'online' || Object.hasOwn(STATES, state) ? (state as GrantFilter['state']) : 'all',
    sort: column,
    direction: asked === 'asc' || asked === 'desc' ? asked : COLUMNS[column].direction,
  }
}

/** Everyone who has access, as the address asks [A8]: `q`, `kind`, `role`, `state`, `sort`, `direction`, `after`, `until`. Errors: `NotFound`. */
export function listGrants(caller: Caller, query: URLSearchParams) {
  return look(caller, async (here) => {
    const { db, viewer } = here
    here.must('account.list')
    const filter = filterIn(query)
    const order: Order = { ...COLUMNS[filter.sort], direction: filter.direction }
    const window = windowIn(query, order)
    const positions = await positionsOf(db, [streamOf.access])
    const rows = await grantRows(db)
      .select(sql<string>`${order.key}::text`.as('place'))
      .where(matches(filter))
      .where(behind(window, order, sql`g.id`))
      .orderBy(sql`${ordered(order, sql`g.id`)}`)
      .limit(rowsOf(window))
      .execute()
    const { rows: shown, more } = cut(rows, window)
    const most = mostGiven(viewer)
    return {
      grants: shown.map((row) => viewGrant(row, most)),
      more,
      filter,
      mostGiven: most,
      staff: most === null ? [] : await staffNames(db),
      me: viewer.userId,
      positions,
      /** Who could be added, while somebody is looked for; null otherwise. */
      candidates: most === null || !query.has('add') ? null : await findContacts(here, wanted(query)),
    }
  })
}
const wanted = (query: URLSearchParams) => ({
  q: (query.get('who') ?? '').trim().slice(0, 100),
  id: query.get('enable'),
})

export type GrantList = Awaited<ReturnType<typeof listGrants>>

function matches({ q, kind, role, state }: GrantFilter) {
  const conditions = [
    q ? sql`(a.name ilike ${anywhere(q)} or u.name ilike ${anywhere(q)} or u.email ilike ${anywhere(q)})` : null,
    kind === 'all' ? null : sql`g.kind = ${kind}`,
    role === 'all' ? null : sql`g.role = ${role}`,
    state === 'all' ? null : state === 'online' ? ONLINE : STATES[state],
  ].filter((condition) => condition !== null)
  return conditions.length > 0 ? sql<SqlBool>`${sql.join(conditions, sql` and `)}` : sql<SqlBool>`true`
}
