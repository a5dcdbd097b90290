import type { Db } from '#db/database.ts'

/** Where a snapshot stands in each stream it was read from. */
export type Positions = Record<string, number>

/** Where the streams stand. Read before the snapshot, so that what happens in between is told once more rather than never. */
export async function positionsOf(db: Db, streams: readonly string[]): Promise<Positions> {
  const rows = await db
    .selectFrom('streams')
    .select(['name', 'clock'])
    .where('name', 'in', [...streams, ''])
    .execute()
  return {
    ...Object.fromEntries(streams.map((name) => [name, 0])),
    ...Object.fromEntries(rows.map((row) => [row.name, row.clock])),
  }
}
