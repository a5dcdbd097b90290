import { sql } from 'kysely'
import { partnersOf } from '#server/access/may-talk.ts'
import type { Look } from '#server/platform/look.ts'

/** Staff to whom somebody outside may write in person, a project's manager first [C1]; nobody for who writes nowhere, and for staff. */
export async function whomToAnswer({ db, viewer }: Look, managerId: string): Promise<{ id: string; name: string }[]> {
  if (!viewer.grant) return []
  const { rows } = await sql<{ id: string; name: string }>`
    select w.id, w.title as name from (${partnersOf(viewer)}) w where w.kind = 'direct'
    order by w.id = ${managerId} desc, lower(w.title), w.id`.execute(db)
  return rows
}
