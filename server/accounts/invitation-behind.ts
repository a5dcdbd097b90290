import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { hashToken } from '#server/auth/tokens.ts'

/** What a link from a mail leads to, as the person who holds it may see it. */
export interface OfferedAccess {
  id: string
  email: string
  name: string
  accountName: string
  hostName: string
  /** Somebody with this address can sign in already: they accept, no second user arises [A4]. */
  hasUser: boolean
}

/** The invitation behind a link, or why there is none. Looking does not use it up [A2]. */
export async function invitationBehind(db: Db, token: string): Promise<OfferedAccess | 'used' | 'run_out' | 'gone'> {
  const row = await db
    .selectFrom('invitations as i')
    .innerJoin('contacts as c', 'c.id', 'i.contact_id')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .crossJoin('portal_settings as s')
    .select(['i.id', 'i.email', 'i.used_at', 'c.name', 'a.name as account_name', 's.host_name'])
    .select(sql<boolean>`i.expires_at <= clock_timestamp()`.as('run_out'))
    .select(
      sql<boolean>`exists (select from users u where lower(u.email) = lower(i.email) and u.removed_at is null)`.as(
        'has_user',
      ),
    )
    .where('i.token_hash', '=', hashToken(token))
    .where('i.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!row) return 'gone'
  if (row.used_at) return 'used'
  if (row.run_out) return 'run_out'
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    accountName: row.account_name,
    hostName: row.host_name,
    hasUser: row.has_user,
  }
}
