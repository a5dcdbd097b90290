import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { emptyCells } from '#server/access/matrix.ts'
import { KINDS, ROLES, type Kind, type Role } from '#server/access/catalogue.ts'
import type { Db } from '#db/database.ts'
import type { Caller } from '#server/platform/caller.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order, type Window } from '#server/platform/keyset.ts'
import { look } from '#server/platform/look.ts'
import { colleagues } from '#server/staff/colleagues.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { findContacts } from './find-contacts.ts'
import { grantRows, ONLINE, STATES } from './grant-rows.ts'
import { mostGiven } from './may-give.ts'
import { offerRows, OPEN } from './offer-rows.ts'
import { viewGrant, viewOffer } from './views.ts'

const COLUMNS = {
  customer: { key: sql`lower(a.name)`, type: 'text', direction: 'asc' },
  user: { key: sql`lower(u.name)`, type: 'text', direction: 'asc' },
  role: { key: sql`g.role`, type: 'integer', direction: 'desc' },
  days: { key: sql`coalesce(g.days_back, 100000000)`, type: 'integer', direction: 'asc' },
  kind: { key: sql`g.kind`, type: 'text', direction: 'asc' },
  ends: { key: sql`coalesce(g.expires_at, 'infinity'::timestamptz)`, type: 'timestamptz', direction: 'asc' },
  seen: { key: sql`coalesce(g.last_seen_at, '-infinity'::timestamptz)`, type: 'timestamptz', direction: 'desc' },
} as const satisfies Record<string, Order>
/** Where what was offered has other columns. */
const offeredKey = (sort: GrantColumn) =>
  sort === 'ends'
    ? sql`coalesce(g.grant_expires_at, 'infinity'::timestamptz)`
    : sort === 'seen'
      ? sql`'-infinity'::timestamptz`
      : COLUMNS[sort].key
export type GrantColumn = keyof typeof COLUMNS

/** What an address asks of the navigator; anything it cannot mean is left at its usual. */
export interface GrantFilter {
  q: string
  kind: Kind | 'all'
  role: Role | 'all'
  state: keyof typeof STATES | 'online' | 'invited' | 'all'
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
    state: ['online', 'invited', ...Object.keys(STATES)].includes(state) ? (state as GrantFilter['state']) : 'all',
    sort: column,
    direction: asked === 'asc' || asked === 'desc' ? asked : COLUMNS[column].direction,
  }
}

/**
 * Everyone who has access, and everyone it was offered to who has not come yet, as the address asks [A8]: `q`, `kind`, `role`, `state`,
 * `sort`, `direction`, `after`, `until`. Errors: `NotFound`.
 */
export function listGrants(caller: Caller, query: URLSearchParams) {
  return look(caller, async (here) => {
    const { db, viewer } = here
    here.must('account.list')
    const filter = filterIn(query)
    const window = windowIn(query, orderOf(filter))
    const positions = await positionsOf(db, [streamOf.access])
    const most = mostGiven(viewer)
    const [places, counts, staff, candidates] = await Promise.all([
      placesOf(db, filter, window),
      countsOf(db),
      most === null ? [] : colleagues(db),
      most === null || !query.has('add') ? null : findContacts(here, wanted(query)),
    ])
    const { rows: shown, more } = cut(places, window)
    const ids = shown.map(({ id }) => id)
    const [grants, offers] = await Promise.all([
      grantRows(db)
        .where(sql<SqlBool>`g.id = any(${ids}::uuid[])`)
        .execute(),
      offerRows(db)
        .where(sql<SqlBool>`g.id = any(${ids}::uuid[])`)
        .execute(),
    ])
    const people = new Map<string, ReturnType<typeof viewGrant> | ReturnType<typeof viewOffer>>()
    for (const row of grants) people.set(row.id, viewGrant(row, most))
    for (const row of offers) people.set(row.id, viewOffer(row, most))
    return {
      people: ids.flatMap((id) => people.get(id) ?? []),
      more,
      filter,
      counts,
      mostGiven: most,
      emptyCells: most === null ? [] : emptyCells(viewer.policy),
      staff,
      me: viewer.userId,
      positions,
      /** Who could be added, while somebody is looked for; null otherwise. */
      candidates,
    }
  })
}
const wanted = (query: URLSearchParams) => ({
  q: (query.get('who') ?? '').trim().slice(0, 100),
  id: query.get('enable'),
})

export type GrantList = Awaited<ReturnType<typeof listGrants>>

const orderOf = ({ sort, direction }: GrantFilter): Order => ({ ...COLUMNS[sort], direction })

/** Where the rows of this window stand, grants and offers in one order. Each half stops at as many as are wanted. */
async function placesOf(db: Db, filter: GrantFilter, window: Window) {
  const order = orderOf(filter)
  const offered: Order = { ...order, key: offeredKey(filter.sort) }
  const half = (from: RawBuilder<unknown>, by: Order, which: RawBuilder<unknown>) => sql`(
    select g.id, ${by.key} as key from ${from} join accounts a on a.id = g.account_id
    where ${which} and ${behind(window, by, sql`g.id`)}
    order by ${ordered(by, sql`g.id`)} limit ${rowsOf(window)})`
  const { rows } = await sql<{ id: string; place: string }>`
    select id, key::text as place from (
      ${half(sql`grants g join users u on u.id = g.user_id`, order, givenAs(filter))}
      union all
      ${half(sql`invitations g join contacts u on u.id = g.contact_id`, offered, offeredAs(filter))}
    ) people order by ${ordered({ ...order, key: sql`key` }, sql`id`)} limit ${rowsOf(window)}`.execute(db)
  return rows
}

/** How many have access as of now, and how many were invited and have not come. */
async function countsOf(db: Db) {
  const { rows } = await sql<{ given: number; invited: number }>`
    select (select count(*)::int from grants g where ${STATES.live}) as given,
      (select count(*)::int from invitations where used_at is null and withdrawn_at is null) as invited`.execute(db)
  return rows[0] ?? { given: 0, invited: 0 }
}

function givenAs(filter: GrantFilter) {
  const { state } = filter
  if (state === 'invited') return sql<SqlBool>`false`
  return matches(filter, sql`u.email`, state === 'all' ? null : state === 'online' ? ONLINE : STATES[state])
}

const offeredAs = (filter: GrantFilter) =>
  filter.state === 'all' || filter.state === 'invited' ? matches(filter, sql`g.email`, OPEN) : sql<SqlBool>`false`

function matches({ q, kind, role }: GrantFilter, address: RawBuilder<unknown>, state: Expression<unknown> | null) {
  const conditions = [
    q ? sql`(a.name ilike ${anywhere(q)} or u.name ilike ${anywhere(q)} or ${address} ilike ${anywhere(q)})` : null,
    kind === 'all' ? null : sql`g.kind = ${kind}`,
    role === 'all' ? null : sql`g.role = ${role}`,
    state,
  ].filter((condition) => condition !== null)
  return conditions.length > 0 ? sql<SqlBool>`${sql.join(conditions, sql` and `)}` : sql<SqlBool>`true`
}
