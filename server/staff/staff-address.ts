import { sql } from 'kysely'
import { endResets } from '#server/auth/end-resets.ts'
import { queueMail } from '#server/mail/queue-mail.ts'
import { Invalid } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import { inviteStaff } from './add-staff.ts'
import type { EditStaffForm } from './forms.ts'

interface Addressed {
  id: string
  email: string
  login_name: string | null
  password_hash: string | null
  locale: string
  time_zone: string
}

/** An address has one sign-in, as an address or as a login name: by either one comes in. Under EXCLUSIVE nobody takes it meanwhile. Errors: `Invalid`. */
export async function mustBeFree({ db }: Pick<Work, 'db'>, userId: string, email: string): Promise<void> {
  const other = await db
    .selectFrom('users')
    .select('id')
    .where((eb) => eb.or([eb(sql`lower(email)`, '=', email), eb(sql`lower(login_name)`, '=', email)]))
    .where('removed_at', 'is', null)
    .where('id', '<>', userId)
    .executeTakeFirst()
  if (other) throw new Invalid({ email: 'address_is_taken' })
}

/**
 * Somebody of the staff is reached elsewhere now. Whoever was known by the old address signs in with the new one; links that went to the old one stop
 * working. Who has no password yet is invited anew, all others hear of it at both addresses.
 */
export async function moveAddress(
  now: Pick<Work, 'db' | 'viewer'>,
  { id, email: old, login_name, password_hash, locale, time_zone }: Addressed,
  { email, name }: EditStaffForm,
): Promise<void> {
  const { db, viewer } = now
  const isLogin = login_name?.toLowerCase() === old.toLowerCase()
  await db
    .updateTable('users')
    .set({ email, ...(isLogin && { login_name: email }) })
    .where('id', '=', id)
    .execute()
  await endResets(db, id)
  if (password_hash === null) return inviteStaff(now, id)
  const values = { name, host: viewer.policy.hostName, by: viewer.name, old, email }
  for (const to of [old, email])
    await queueMail(db, { kind: 'addressChanged', to, about: `user:${id}`, locale, timeZone: time_zone, values })
}
