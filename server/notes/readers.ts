import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { readersOfNotes } from '#server/access/audience.ts'
import { Conflict } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** Who of an account sees what is shared with it, by name. */
export async function readersIn(db: Db, accountId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from accounts a join users u on u.id in (${readersOfNotes})
    where a.id = ${accountId} order by lower(u.name), u.id`.execute(db)
  return rows
}

/** Nobody sees a note who was not named before it was shared [B7]. Errors: `Conflict` with their names. */
export async function audienceStands(
  { db, viewer }: Pick<Work, 'db' | 'viewer'>,
  accountId: string,
  audience: readonly string[],
): Promise<void> {
  const news = (await readersIn(db, accountId)).filter(({ id }) => !audience.includes(id))
  if (news.length === 0) return
  const names = new Intl.ListFormat(viewer.locale).format(news.map(({ name }) => name))
  throw new Conflict('note_audience_grown', { names })
}
