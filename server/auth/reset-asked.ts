import { sql } from 'kysely'
import { queueMail } from '#server/mail/queue-mail.ts'
import type { Portal } from '#server/platform/portal.ts'
import { hashToken, newToken } from './tokens.ts'

/** A link chooses a password within this time. */
const HOURS = 2
/** Mails for one person within that time; more would be somebody's bombardment. */
const MOST = 3

/** Writes the mail that lets somebody choose a new password, if they exist. Runs as a job, so that who asked learns nothing from the clock [S16]. */
export async function resetAsked(portal: Portal, { email }: { email: string }): Promise<void> {
  await portal.database.db.transaction().execute(async (db) => {
    // Locked, so that requests at once are counted one after the other.
    const user = await db
      .selectFrom('users')
      .select(['id', 'name', 'email', 'login_name', 'locale', 'time_zone'])
      .where(sql`lower(email)`, '=', email.toLowerCase())
      .where('login_name', 'is not', null)
      .where('removed_at', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!user) return
    const recent = await db
      .selectFrom('password_resets')
      .select('id')
      .where('user_id', '=', user.id)
      .where('requested_at', '>', sql<Date>`clock_timestamp() - make_interval(hours => ${HOURS})`)
      .execute()
    if (recent.length >= MOST) return
    const host = await db.selectFrom('portal_settings').select('host_name').executeTakeFirstOrThrow()
    const reset = await db
      .insertInto('password_resets')
      .values({
        user_id: user.id,
        // Of a token that nobody has: the real one is made when the mail is handed over.
        token_hash: hashToken(newToken()),
        expires_at: sql`clock_timestamp() + make_interval(hours => ${HOURS})`,
      })
      .returning(['id', 'expires_at'])
      .executeTakeFirstOrThrow()
    await queueMail(db, {
      kind: 'reset',
      to: user.email,
      about: `reset:${reset.id}`,
      locale: user.locale,
      timeZone: user.time_zone,
      values: { name: user.name, host: host.host_name, login: user.login_name ?? user.email },
      until: reset.expires_at,
    })
  })
}
