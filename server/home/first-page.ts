import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Caller } from '#server/platform/caller.ts'
import { whomToAsk } from '#server/access/policy.ts'
import { Shut } from '#server/platform/errors.ts'

/** Nobody has so many grants; the statement that asks for all of them has an end. */
const MOST = 50

/**
 * Where the caller's portal begins: staff pages, or the grant used last. It names no record and decides nothing; the page
 * it leads to does. Errors: `Shut` for a person who belongs to no account any more.
 */
export async function firstPageOf(caller: Caller): Promise<string> {
  const grants = await grantsOf(caller)
  return grants ? `/g/${grants[0]}` : '/s'
}

/** A person's grants: those that stand first, and of them the one used last. Null for staff. Errors: `Shut` where there are none. */
export async function grantsOf({ portal, userId }: Caller): Promise<[string, ...string[]] | null> {
  const { db } = portal.database
  const user = await db.selectFrom('users').select('kind').where('id', '=', userId).executeTakeFirst()
  if (user?.kind === 'staff') return null
  const [first, ...others] = await db
    .selectFrom('grants')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy(sql`suspended_at is null and coalesce(expires_at > clock_timestamp(), true)`, 'desc')
    .orderBy('last_seen_at', (order) => order.desc().nullsLast())
    .orderBy('created_at')
    .limit(MOST)
    .execute()
  if (!first) throw new Shut('no_grant', await asked(db))
  return [first.id, ...others.map(({ id }) => id)]
}

async function asked(db: Db) {
  const settings = await db
    .selectFrom('portal_settings')
    .select(['host_name as hostName', 'administrator_contact as administratorContact'])
    .executeTakeFirstOrThrow()
  return whomToAsk(settings)
}
