import type { TestPortal } from '#tools/test-portal.ts'

/** What a stream's watchers were told since `mark`, oldest first. */
export async function toldOn({ db }: TestPortal, stream: string): Promise<{ fact: string; data: unknown }[]> {
  return db.selectFrom('events').select(['fact', 'data']).where('stream', '=', stream).orderBy('seq').execute()
}

/** What the feed of a stream keeps of what happened, oldest first. */
export async function happenedOn({ db }: TestPortal, stream: string): Promise<unknown[]> {
  const rows = await db
    .selectFrom('feed_entries')
    .select('happened')
    .where('stream', '=', stream)
    .orderBy('seq')
    .execute()
  return rows.map(({ happened }) => happened)
}

export const versionOf = async ({ db }: TestPortal): Promise<number> =>
  (await db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()).version
