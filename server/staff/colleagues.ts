import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/** The host's own people by name; who was removed is none any more [A20]. */
export const colleagues = (db: Db): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('kind', '=', 'staff')
    .where('removed_at', 'is', null)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()

/** Whether somebody is of the staff or comes from outside; null for nobody, and for who was removed. */
export async function kindOf(db: Db, userId: string): Promise<'staff' | 'external' | null> {
  const user = await db
    .selectFrom('users')
    .select('kind')
    .where('id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return user?.kind ?? null
}
