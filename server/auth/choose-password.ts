import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import { queueMail } from '#server/mail/queue-mail.ts'
import { Invalid, NotAllowed } from '#server/platform/errors.ts'
import { ownRule } from '#server/platform/own-rule.ts'
import type { Portal } from '#server/platform/portal.ts'
import { endResets } from './end-resets.ts'
import { removeSessions } from './end-sessions.ts'
import type { ResetForm } from './forms.ts'
import { senderOf, spend } from './limits.ts'
import { hashPassword, weakness } from './passwords.ts'
import { enter, type Knock } from './sessions.ts'
import { hashToken } from './tokens.ts'

const LIVE = sql<boolean>`r.used_at is null and r.expires_at > clock_timestamp()`

/** Whose password a mailed link chooses. */
interface Reset {
  id: string
  userId: string
  login: string
  name: string
  /** They had none before: they were added to the staff, and come in for the first time. */
  first: boolean
  /** They are frozen off: the link opens nothing as long as they are, and is not used up [A17]. */
  off: boolean
  /** What a password must not be made of. */
  about: string[]
}

/** Whose password a mailed link chooses; null when it was used, has run out or never was. Looking does not use it up. */
export async function resetBehind(db: Db, token: string): Promise<Reset | null> {
  const row = await db
    .selectFrom('password_resets as r')
    .innerJoin('users as u', 'u.id', 'r.user_id')
    .crossJoin('portal_settings as s')
    .select(['r.id', 'u.id as user_id', 'u.name', 'u.email', 'u.login_name', 's.host_name'])
    .select([sql<boolean>`u.password_hash is null`.as('first'), frozenNow('u').as('frozen')])
    .where('r.token_hash', '=', hashToken(token))
    .where(LIVE)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    userId: row.user_id,
    login: row.login_name ?? row.email,
    name: row.name,
    first: row.first,
    off: row.frozen === 'off',
    about: [row.name, row.email, row.login_name ?? '', row.host_name, 'portico'],
  }
}

/**
 * Chooses the first password of somebody who was added to the staff, who is signed in by it as a client is by theirs [A4]: there is nothing yet that the
 * link could go round. Null where they have one: they sign in with the new one [S20]. Errors: those of `choosePassword`.
 */
export async function chooseFirstPassword(
  portal: Portal,
  knock: Knock,
  token: string,
  form: ResetForm,
): Promise<string[] | null> {
  const { userId, first } = await choosePassword(portal, knock.address, token, form)
  return first ? enter(portal, knock, userId) : null
}

/**
 * Replaces a password through a mailed link. The link works once; every session of the person ends with the old password, on
 * every node, before this returns [S12]. Errors: `NotAllowed` for a link that does not work, or of somebody who is off; `Invalid` for a weak password.
 */
export async function choosePassword(
  portal: Portal,
  address: string,
  token: string,
  { password }: ResetForm,
): Promise<{ userId: string; first: boolean }> {
  await spend(portal, 'link', senderOf(address))
  const reset = await resetBehind(portal.database.db, token)
  if (!reset) throw new NotAllowed('link_does_not_work')
  if (reset.off) throw new NotAllowed('link_waits')
  const weak = await weakness(password, reset.about)
  if (weak) throw new Invalid({ password: weak })
  const passwordHash = await hashPassword(password)
  await ownRule(portal, 'password_changed', async (db) => {
    // They may have been frozen since.
    const { frozen } = await db
      .selectFrom('users as u')
      .select(frozenNow('u').as('frozen'))
      .where('u.id', '=', reset.userId)
      .executeTakeFirstOrThrow()
    if (frozen === 'off') throw new NotAllowed('link_waits')
    // The row's lock lets one of many at once through [S21].
    const won = await db
      .updateTable('password_resets as r')
      .set({ used_at: sql`clock_timestamp()` })
      .where('r.id', '=', reset.id)
      .where('r.token_hash', '=', hashToken(token))
      .where(LIVE)
      .returning('r.id')
      .executeTakeFirst()
    if (!won) throw new NotAllowed('link_does_not_work')
    await db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', reset.userId).execute()
    await endResets(db, reset.userId)
    await removeSessions(db, { userId: reset.userId })
    await db.insertInto('audit_entries').values({ actor_id: reset.userId, what: 'password_changed', address }).execute()
    await tellPasswordChanged(db, reset.userId)
    return { to: 'user', id: reset.userId }
  })
  return { userId: reset.userId, first: reset.first }
}

/** Tells somebody by mail that their password is another one now: if it was not them, they hear of it. */
export async function tellPasswordChanged(db: Db, userId: string): Promise<void> {
  const user = await db
    .selectFrom('users as u')
    .crossJoin('portal_settings as s')
    .select(['u.name', 'u.email', 'u.locale', 'u.time_zone', 's.host_name', 's.administrator_contact'])
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow()
  await queueMail(db, {
    kind: 'passwordChanged',
    to: user.email,
    about: `user:${userId}`,
    locale: user.locale,
    timeZone: user.time_zone,
    values: { name: user.name, host: user.host_name, contact: user.administrator_contact || user.host_name },
  })
}
