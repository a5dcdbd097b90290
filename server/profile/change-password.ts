import { sql } from 'kysely'
import { tellPasswordChanged } from '#server/auth/choose-password.ts'
import { removeSessions } from '#server/auth/end-sessions.ts'
import { giveBack, spend } from '#server/auth/limits.ts'
import { fits, hashPassword, weakness } from '#server/auth/passwords.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict, Invalid } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { work } from '#server/platform/work.ts'
import type { OwnPasswordForm } from './forms.ts'

/**
 * Changes one's own password [A15], by whoever knows the old one: a session that was left open is not enough. Every other session of the
 * person ends on every node before this returns [S12], and links that were mailed for choosing one stop working. Errors: `Invalid` for a
 * wrong old one and a weak new one, both at once [S14]: what is weak about the new one tells nothing of the old; and for a new one that is the old. `TooMany` [S17].
 */
export async function changePassword(caller: Caller, { oldPassword, password }: OwnPasswordForm): Promise<void> {
  const { portal, userId, address } = caller
  const user = await look(caller, ({ db }) =>
    db
      .selectFrom('users as u')
      .crossJoin('portal_settings as s')
      .select(['u.password_hash', 'u.name', 'u.email', 'u.login_name', 's.host_name'])
      .where('u.id', '=', userId)
      .executeTakeFirstOrThrow(),
  )
  await spend(portal, 'own-password', userId)
  const weak = await weakness(password, [user.name, user.email, user.login_name ?? '', user.host_name, 'portico'])
  if (!(await fits(user.password_hash, oldPassword))) {
    await portal.database.db
      .insertInto('audit_entries')
      .values({ actor_id: userId, what: 'password_refused', address })
      .execute()
    throw new Invalid({ oldPassword: 'wrong_password', ...(weak && { password: weak }) })
  }
  await giveBack(portal, 'own-password', userId)
  if (weak) throw new Invalid({ password: weak })
  if (password === oldPassword) throw new Invalid({ password: 'same_password' })
  const passwordHash = await hashPassword(password)
  await work.rule(caller, 'password_changed', async ({ db, viewer, audit }) => {
    const changed = await db
      .updateTable('users')
      .set({ password_hash: passwordHash })
      .where('id', '=', viewer.userId)
      .where('password_hash', '=', user.password_hash)
      .returning('id')
      .executeTakeFirst()
    // Somebody chose another one while this one was hashed: the old one is not the old one any more.
    if (!changed) throw new Conflict('password_was_changed')
    await db
      .updateTable('password_resets')
      .set({ used_at: sql`clock_timestamp()` })
      .where('user_id', '=', viewer.userId)
      .where('used_at', 'is', null)
      .execute()
    await removeSessions(db, { othersOf: viewer.userId, but: viewer.sessionId })
    await tellPasswordChanged(db, viewer.userId)
    audit('password_changed', `user:${viewer.userId}`)
    return { reach: { to: 'user', id: viewer.userId }, result: undefined }
  })
}
