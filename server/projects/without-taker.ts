import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/**
 * The names of an account's people who, in a project without client-manager, could give a task to nobody: nobody answers for them [B3]. Null
 * when somebody answers for each; none when nobody there has access yet, and who gets it may have nobody.
 */
export async function withoutTaker(db: Db, accountId: string): Promise<string[] | null> {
  const { rows } = await sql<{ name: string; answered: boolean }>`
    select u.name, bool_and(g.answers_id is not null) as answered from grants g join users u on u.id = g.user_id
    where g.account_id = ${accountId} and g.kind <> 'collaborator'
      and g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())
    group by u.id order by lower(u.name), u.id`.execute(db)
  const without = rows.flatMap(({ name, answered }) => (answered ? [] : [name]))
  return rows.length > 0 && without.length === 0 ? null : without
}
