import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/**
 * Makes a contact the primary one of its account; with null, the first one known if there is none. The account's row is locked, so that of two
 * who do it at once the later one has it and nobody has it twice.
 */
export async function makePrimary(db: Db, accountId: string, contactId: string | null): Promise<void> {
  await db.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute()
  if (contactId)
    await db
      .updateTable('contacts')
      .set({ is_primary: false })
      .where('account_id', '=', accountId)
      .where('is_primary', '=', true)
      .where('id', '!=', contactId)
      .execute()
  const first = sql<string>`coalesce(${contactId}::uuid, (
    select id from contacts c where c.account_id = ${accountId} order by c.is_primary desc, c.created_at, c.id limit 1))`
  await db
    .updateTable('contacts')
    .set({ is_primary: true })
    .where('account_id', '=', accountId)
    .where('id', '=', first)
    .where('is_primary', '=', false)
    .execute()
}
