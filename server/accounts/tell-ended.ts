import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { readersToldOfGrants } from '#server/access/readers-told.ts'
import { addJob } from '#server/platform/add-job.ts'
import type { Portal } from '#server/platform/portal.ts'
import { storeEvents } from '#server/streams/events.ts'

/** Lets the end of a grant be told when it comes; another date takes the place of the one before. In the transaction that sets it. */
export const tellEndOf = async (db: Db, grantId: string, expiresAt: Date | null): Promise<void> =>
  expiresAt ? addJob(db, 'access:ended', { grantId }, { at: expiresAt, key: `ended ${grantId}` }) : undefined

/** Tells the open feeds that a grant read until now that it does so no more [B7]; nothing where it goes on after all. */
export async function tellEnded({ database, doorbell }: Portal, { grantId }: { grantId: string }): Promise<void> {
  const told = await database.db.transaction().execute(async (db) => {
    const ended = await db
      .selectFrom('grants')
      .select('id')
      .where('id', '=', grantId)
      .where(sql<boolean>`expires_at <= clock_timestamp()`)
      .executeTakeFirst()
    const facts = ended ? await readersToldOfGrants(db, [ended.id]) : []
    await storeEvents(db, facts)
    return facts.map(({ stream }) => stream)
  })
  if (told.length > 0) doorbell.ring(told)
}
