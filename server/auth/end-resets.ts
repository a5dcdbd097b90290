import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/** The links that would still choose a password for somebody stop working; a mail with one that has not left yet does not leave. */
export async function endResets(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('password_resets')
    .set({ used_at: sql`clock_timestamp()` })
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .execute()
}
