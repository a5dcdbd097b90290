import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** Whoever is in anything so far has been for a year: what is said and dated by a test comes after them. */
export async function sinceLongAgo(db: Db): Promise<void> {
  const longAgo = sql<Date>`now() - interval '1 year'`
  await db.updateTable('grants').set({ created_at: longAgo, answers_since: longAgo }).execute()
  await db.updateTable('task_people').set({ added_at: longAgo }).execute()
  await db.updateTable('contract_people').set({ added_at: longAgo }).execute()
}
