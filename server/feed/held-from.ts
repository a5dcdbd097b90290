import { sql } from 'kysely'
import type { Look } from '#server/platform/look.ts'

/** The status from which the record of a stream was put on hold, the last time that it was; null where its feed does not say. */
export async function heldFrom<Status extends string>(
  { db }: Pick<Look, 'db'>,
  stream: string,
): Promise<Status | null> {
  const held = await db
    .selectFrom('feed_entries')
    .select(sql<string>`happened->>'from'`.as('from'))
    .where('stream', '=', stream)
    .where(sql<boolean>`happened @> '{"what": "moved", "to": "on_hold"}'`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (held?.from as Status | undefined) ?? null
}
