import { sql } from 'kysely'
import { partnersOf } from '#server/access/may-talk.ts'
import type { Look } from '#server/platform/look.ts'

/** A staff member to whom an external may write in person. */
export interface WhomToWrite {
  staffId: string
  name: string
}

/** Whom an external begins with: who answers for them, else who manages a project of theirs [C1]; null for staff, and where there is nobody. */
export async function whomToWrite({ db, viewer }: Look): Promise<WhomToWrite | null> {
  if (!viewer.grant) return null
  const { rows } = await sql<WhomToWrite>`
    select w.id as "staffId", w.title as name from (${partnersOf(viewer)}) w where w.kind = 'direct'
    order by w.id is not distinct from ${viewer.grant.answersId}::uuid desc, lower(w.title), w.id limit 1`.execute(db)
  return rows[0] ?? null
}
