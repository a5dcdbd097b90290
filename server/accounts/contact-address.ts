import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { Invalid } from '#server/platform/errors.ts'

/**
 * A contact's address is nobody else's in the account, and never one of the house's own [A20]. `contactId`: whose it is already. The account's
 * row is locked until the transaction ends, so that of two who add one address at once the second finds it. Errors: `Invalid`.
 */
export async function mustBeOwnAddress(
  db: Db,
  accountId: string,
  email: string | null,
  contactId: string | null = null,
): Promise<void> {
  if (!email) return
  await db.selectFrom('accounts').select('id').where('id', '=', accountId).forNoKeyUpdate().execute()
  // In a message of its own: what was written while the lock was waited for is seen by the next statement only.
  const other = await db
    .selectFrom('contacts')
    .select('name')
    .where('account_id', '=', accountId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .$if(contactId !== null, (query) => query.where('id', '!=', contactId))
    .limit(1)
    .executeTakeFirst()
  if (other) throw new Invalid({ email: { key: 'contact_has_address', values: { name: other.name } } })
  await mustNotBeStaff(db, email)
}

/** Held until the transaction ends, so that of two who make one address a contact's and a colleague's at once the second finds the first. */
const holdAddress = (db: Db, email: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`address ${email.toLowerCase()}`}, 0))`.execute(db)

/** A person is of the house or from outside, never both [A20]; `mustBeNoContacts` asks it of a colleague. Errors: `Invalid`. */
export async function mustNotBeStaff(db: Db, email: string | null): Promise<void> {
  if (!email) return
  await holdAddress(db, email)
  const address = email.toLowerCase()
  const staff = await db
    .selectFrom('users')
    .select('id')
    .where((on) => on.or([on(sql`lower(email)`, '=', address), on(sql`lower(login_name)`, '=', address)]))
    .where('kind', '=', 'staff')
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (staff) throw new Invalid({ email: 'is_staff' })
}

/** The same the other way round: a colleague's address is no contact's, also of one who cannot sign in yet [A20]. Errors: `Invalid`. */
export async function mustBeNoContacts(db: Db, email: string): Promise<void> {
  await holdAddress(db, email)
  const contact = await db
    .selectFrom('contacts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.name', 'a.name as account'])
    .where(sql`lower(c.email)`, '=', email.toLowerCase())
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst()
  if (contact) throw new Invalid({ email: { key: 'is_contact', values: contact } })
}
