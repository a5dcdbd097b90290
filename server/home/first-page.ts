import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Caller } from '#server/platform/caller.ts'
import { whomToAsk } from '#server/access/policy.ts'
import { Shut } from '#server/platform/errors.ts'

/**
 * Where the caller's portal begins: staff pages, or the grant used last. It names no record and decides nothing; the page
 * it leads to does. Errors: `Shut` for a person who belongs to no account any more.
 */
export async function firstPageOf({ portal, userId }: Caller): Promise<string> {
  const { db } = portal.database
  const user = await db.selectFrom('users').select('kind').where('id', '=', userId).executeTakeFirst()
  if (user?.kind === 'staff') return '/s'
  const grant = await db
    .selectFrom('grants')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy(sql`suspended_at is null and coalesce(expires_at > clock_timestamp(), true)`, 'desc')
    .orderBy('last_seen_at', (order) => order.desc().nullsLast())
    .orderBy('created_at')
    .executeTakeFirst()
  if (!grant) throw new Shut('no_grant', await asked(db))
  return `/g/${grant.id}`
}

async function asked(db: Db) {
  const settings = await db
    .selectFrom('portal_settings')
    .select(['host_name as hostName', 'administrator_contact as administratorContact'])
    .executeTakeFirstOrThrow()
  return whomToAsk(settings)
}
