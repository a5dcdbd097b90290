import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Truth } from '#server/mail/still-true.ts'
import { hashToken, newToken } from './tokens.ts'

/**
 * The link of a password reset, made in the moment its mail is handed over, so that the token is nowhere but in the mail; the
 * database keeps its hash [S21]. A newer mail replaces the link of an older one.
 */
export async function resetLink(db: Db, id: string): Promise<Truth> {
  const token = newToken()
  const reset = await db
    .updateTable('password_resets')
    .set({ token_hash: hashToken(token) })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where(sql<boolean>`expires_at > clock_timestamp()`)
    .returning('id')
    .executeTakeFirst()
  return reset ? { path: `/reset/${token}` } : null
}
