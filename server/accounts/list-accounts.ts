import { sql, type SqlBool } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import { amongHolding } from '#server/search/few.ts'
import { wordsIn } from '#server/search/words.ts'
import { look } from '#server/platform/look.ts'
import { viewAccount } from './views.ts'

const BY_NAME: Order = { key: sql`lower(a.name)`, type: 'text', direction: 'asc' }
const LIVE = sql`g.account_id = a.id and g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())`
const OPEN = sql`i.account_id = a.id and i.used_at is null and i.withdrawn_at is null`

const KINDS = {
  customer: sql<SqlBool>`a.is_customer`,
  supplier: sql<SqlBool>`a.is_supplier`,
  person: sql<SqlBool>`a.is_person`,
}
/** How far the portal is open to an account. */
const ACCESS = {
  open: sql<SqlBool>`exists (select from grants g where ${LIVE})`,
  invited: sql<SqlBool>`exists (select from invitations i where ${OPEN})`,
  none: sql<SqlBool>`not exists (select from grants g where ${LIVE}) and not exists (select from invitations i where ${OPEN})`,
}

export interface AccountFilter {
  q: string
  kind: keyof typeof KINDS | 'all'
  access: keyof typeof ACCESS | 'all'
}

function filterIn(query: URLSearchParams): AccountFilter {
  const [kind, access] = [query.get('kind') ?? '', query.get('access') ?? '']
  return {
    q: (query.get('q') ?? '').trim().slice(0, 100),
    kind: Object.hasOwn(KINDS, kind) ? (kind as AccountFilter['kind']) : 'all',
    access: Object.hasOwn(ACCESS, access) ? (access as AccountFilter['access']) : 'all',
  }
}

/**
 * The accounts, by name, as the address asks: `q` (names and addresses of accounts and their contacts), `kind`, `access`, `after`, `until`.
 * Who has two kinds of access is one person. `only`: those of the Supplier Center. Errors: `NotFound`, `Shut`.
 */
export function listAccounts(caller: Caller, query: URLSearchParams, only?: 'supplier') {
  return look(caller, async ({ scope, must }) => {
    must('account.list')
    const filter = filterIn(query)
    const window = windowIn(query, BY_NAME)
    const pattern = anywhere(filter.q)
    const words = wordsIn(filter.q)
    const rows = await scope
      .accounts()
      .select([
        sql<string>`lower(a.name)`.as('place'),
        sql<number>`(select count(*)::int from contacts c where c.account_id = a.id)`.as('contacts'),
        sql<number>`(select count(distinct g.user_id)::int from grants g where ${LIVE})`.as('grants'),
        sql<number>`(select count(distinct i.contact_id)::int from invitations i where ${OPEN})`.as('invited'),
      ])
      .$if(filter.q !== '', (rest) =>
        // As it was typed, or as the words that the search of everything looks for [F6].
        rest.where(sql<SqlBool>`(a.name ilike ${pattern} or a.email ilike ${pattern}
          or ${amongHolding(sql`a.id`, 'accounts', words)}
          or exists (select from contacts c where c.account_id = a.id and ${amongHolding(sql`c.id`, 'contacts', words)})
          or exists (select from contacts c where c.account_id = a.id and (c.name ilike ${pattern} or c.email ilike ${pattern})))`),
      )
      .where(filter.kind === 'all' ? sql<SqlBool>`true` : KINDS[filter.kind])
      .where(only ? KINDS[only] : sql<SqlBool>`true`)
      .where(filter.access === 'all' ? sql<SqlBool>`true` : ACCESS[filter.access])
      .where(behind(window, BY_NAME, sql.ref('a.id')))
      .orderBy(sql`${ordered(BY_NAME, sql.ref('a.id'))}`)
      .limit(rowsOf(window))
      .execute()
    const { rows: shown, more } = cut(rows, window)
    return {
      accounts: shown.map((row) => ({
        ...viewAccount(row),
        contacts: row.contacts,
        grants: row.grants,
        invited: row.invited,
      })),
      more,
      filter,
    }
  })
}
