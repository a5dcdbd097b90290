import type { Db } from '#db/database.ts'
import type { Race } from './kinds.ts'

/** When the newest rule was made, by the database's clock: the gate was held alone by then. */
export const newestRule = async (db: Db): Promise<Date> =>
  (await db.selectFrom('policy_changes').select('at').orderBy('version', 'desc').limit(1).executeTakeFirstOrThrow()).at

/** What was stored of a race's holder after a moment, as lines. */
export async function storedAfter(db: Db, inForce: Date, { name, who, thing, ways }: Race): Promise<string[]> {
  const comments = await db
    .selectFrom('feed_entries')
    .select('id')
    .where('stream', '=', thing.stream)
    .where('author_id', '=', who.userId)
    .where('body', 'is not', null)
    .where('at', '>', inForce)
    .execute()
  const uploads = await db
    .selectFrom('attachments')
    .select('id')
    .where('uploaded_by', '=', who.userId)
    .where(thing.kind === 'task' ? 'task_id' : 'contract_id', '=', thing.id)
    .where('uploaded_at', '>', inForce)
    .execute()
  return [
    ...(ways.includes('post') ? comments.map(() => `${name}: a comment was stored`) : []),
    ...(ways.includes('upload') ? uploads.map(() => `${name}: an upload was stored`) : []),
  ]
}
