import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import type { Truth } from '#server/mail/still-true.ts'

/** An invitation that may still be accepted. */
export const STANDS = sql<boolean>`used_at is null and withdrawn_at is null and expires_at > clock_timestamp()`

/**
 * The activation link, made in the moment its mail is handed over: the token is nowhere but in the mail, the database keeps its
 * hash [A2]. Sent again, the newer link replaces the older.
 */
export async function invitationLink(db: Db, id: string): Promise<Truth> {
  const token = newToken()
  const invitation = await db
    .updateTable('invitations')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', id)
    .where(STANDS)
    .returning('id')
    .executeTakeFirst()
  return invitation ? { path: `/activate/${token}` } : null
}
