import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { frozenNow } from '#server/access/frozen-now.ts'

/** Somebody whom a rule binds. */
export interface BoundPerson {
  id: string
  name: string
  accounts: string
  online: boolean
}

/** How many people a rule binds, and the first of them, those online first: list and numbers come from one query. */
export interface Effect {
  people: number
  online: number
  names: BoundPerson[]
  /** People who would be bound if their role were higher [A10]. */
  below: number
}

const SHOWN = 60
/** The person or account may look, and not act. */
export const READ_ONLY = sql<SqlBool>`(${frozenNow('u')} is not null or ${frozenNow('a')} is not null)`

/**
 * The people whom something binds by a grant `g` (of user `u` to account `a`) to which the portal is open at all. `beside`: the grants that count
 * as below, where they do not bind.
 */
export async function peopleBound(
  db: Db,
  binds: RawBuilder<SqlBool>,
  beside: RawBuilder<SqlBool> = sql<SqlBool>`false`,
): Promise<Effect> {
  const { rows } = await sql<BoundPerson & { people: number; allOnline: number; below: number; bound: boolean }>`
    with concerned as (
      select u.id, u.name, bool_or(${binds}) as bound,
        string_agg(distinct a.name, ', ' order by a.name) filter (where ${binds}) as accounts
      from grants g join users u on u.id = g.user_id join accounts a on a.id = g.account_id cross join portal_settings s
      where g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())
        and s.portal_on and not (s.clients_disabled and g.kind = 'client')
        and ${frozenNow('u')} is distinct from 'off' and ${frozenNow('a')} is distinct from 'off'
        and (${binds} or ${beside})
      group by u.id
    ), seen as (
      select c.*, c.bound and exists (select from presence p join nodes n on n.id = p.node_id
        where p.user_id = c.id and n.beat_at > clock_timestamp() - interval '5 seconds') as online
      from concerned c
    )
    select *, (count(*) filter (where bound) over ())::int as people, (count(*) filter (where online) over ())::int as "allOnline",
      (count(*) filter (where not bound) over ())::int as below
    from seen order by bound desc, online desc, name, id limit ${SHOWN}`.execute(db)
  const [first] = rows
  return {
    people: first?.people ?? 0,
    online: first?.allOnline ?? 0,
    below: first?.below ?? 0,
    names: rows.flatMap(({ id, name, accounts, online, bound }) => (bound ? [{ id, name, accounts, online }] : [])),
  }
}
