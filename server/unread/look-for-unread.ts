import { sql } from 'kysely'
import { takingPart } from '#server/access/watchers.ts'
import { addJob } from '#server/platform/add-job.ts'
import type { Portal } from '#server/platform/portal.ts'
import { subjectOf } from '#server/streams/names.ts'

/** Who may have left something unread on this stream gets a look at everything they have not read, one each. */
export async function lookForUnread({ database }: Portal, { stream }: { stream: string }): Promise<void> {
  const about = subjectOf(stream)
  await database.db.transaction().execute(async (db) => {
    const people =
      about?.subject === 'conversation'
        ? sql<{
            user_id: string
            grant_id: string | null
          }>`select w.user_id, w.grant_id from (${takingPart(about.id)}) w`
        : sql<{ user_id: string; grant_id: string | null }>`
          select distinct n.user_id, g.id as grant_id from feed_entries e join mentions n on n.entry_id = e.id
          left join grants g on g.user_id = n.user_id where e.stream = ${stream} and e.at > clock_timestamp() - interval '1 day'`
    const { rows } = await people.execute(db)
    for (const { user_id: userId, grant_id: grantId } of rows)
      await addJob(db, 'unread:mail', { userId, grantId }, { key: `unread ${userId} ${grantId ?? 'staff'}` })
  })
}
