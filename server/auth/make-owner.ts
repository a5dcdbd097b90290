import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { hashToken, newToken } from './tokens.ts'

/** A link of the first owner works this long. */
const HOURS = 72

/**
 * Makes the first owner of a portal that nobody can sign in to, or a new link for one who has not chosen a password yet.
 * For the operator of the machine, who is asked for no other right. Answers the token of a link that chooses the password;
 * null when an owner has one already.
 */
export function makeOwner(db: Db, { email, name }: { email: string; name: string }): Promise<string | null> {
  return db.transaction().execute(async (inner) => {
    const owners = await inner
      .selectFrom('users')
      .select(['id', 'email', 'password_hash'])
      .where('staff_role', '=', 'owner')
      .where('removed_at', 'is', null)
      .execute()
    if (owners.some((owner) => owner.password_hash !== null)) return null
    const known = owners.find((owner) => owner.email.toLowerCase() === email.toLowerCase())
    const { id } =
      known ??
      (await inner
        .insertInto('users')
        .values({ kind: 'staff', staff_role: 'owner', name, email, login_name: email })
        .returning('id')
        .executeTakeFirstOrThrow())
    const token = newToken()
    await inner
      .insertInto('password_resets')
      .values({
        user_id: id,
        token_hash: hashToken(token),
        expires_at: sql`clock_timestamp() + make_interval(hours => ${HOURS})`,
      })
      .execute()
    return token
  })
}
