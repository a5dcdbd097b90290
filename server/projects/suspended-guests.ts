import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/** An account's people whose access to it is suspended, all that they have: they would see its projects again once it is lifted [A5]. */
export async function suspendedGuests(db: Db, accountId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from grants g join users u on u.id = g.user_id
    where g.account_id = ${accountId} and g.kind <> 'collaborator'
    group by u.id having bool_and(g.suspended_at is not null) order by lower(u.name), u.id`.execute(db)
  return rows
}
