import { sql, type Expression, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import type { Freeze } from '#server/access/viewer-row.ts'
import { lastDay } from './offer-rows.ts'

/** Whether the grant `g` is used on some page right now: its own stream is watched from every one, through a node that lives. */
export const ONLINE = sql<boolean>`exists (select from presence p join nodes n on n.id = p.node_id
  where p.stream = 'grant:' || g.id and n.beat_at > clock_timestamp() - interval '5 seconds')`

/** The grant `g` has come to its end. */
const ENDED = sql<boolean>`coalesce(g.expires_at <= clock_timestamp(), false)`

/** How grant `g` of user `u` to account `a` is frozen: 'off' comes before 'read_only', and is the stricter. */
const FROZEN = sql<Freeze | null>`least(${frozenNow('u')}, ${frozenNow('a')})`

/** How a grant stands, as lists filter it. */
export const STATES = {
  live: sql<SqlBool>`(g.suspended_at is null and not ${ENDED})`,
  suspended: sql<SqlBool>`(g.suspended_at is not null)`,
  ended: sql<SqlBool>`(g.suspended_at is null and ${ENDED})`,
} as const satisfies Record<string, Expression<SqlBool>>

/** Grants `g` with whom (`u`) and what (`a`) they join, and who answers (`s`). */
export const grantRows = (db: Db) =>
  db
    .selectFrom('grants as g')
    .innerJoin('users as u', 'u.id', 'g.user_id')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .leftJoin('users as s', 's.id', 'g.answers_id')
    .select(['g.id', 'g.user_id', 'g.account_id', 'g.contact_id', 'g.kind', 'g.role', 'g.days_back', 'g.notes'])
    .select(['g.answers_id', 'g.suspended_at', 'g.last_seen_at', 'g.version'])
    .select(['u.name as user_name', 'u.email as user_email', 'a.name as account_name', 's.name as answers_name'])
    .select([ENDED.as('ended'), ONLINE.as('online'), FROZEN.as('frozen')])
    .select(lastDay(sql`g.expires_at`))
