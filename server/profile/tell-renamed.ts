import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'

/**
 * Asks the open pages again that may show this person's name: those of the host's people; for one of them those of everybody; for an external
 * those of their accounts' people and of whoever is on a task or contract with them. Who has no page open gets the new name with the next one.
 */
export async function tellRenamed({ db, emit }: Pick<Work, 'db' | 'emit'>, userId: string): Promise<void> {
  const { rows } = await sql<{ stream: string }>`
    select distinct p.stream from presence p join users u on u.id = ${userId}
    where p.stream like 'staff:%' or (p.stream like 'grant:%' and (u.kind = 'staff' or p.grant_id in (
      select o.id from grants mine join grants o on o.account_id = mine.account_id where mine.user_id = u.id
      union select o.grant_id from task_people mine join task_people o on o.task_id = mine.task_id where mine.user_id = u.id
      union select o.grant_id from contract_people mine join contract_people o on o.contract_id = mine.contract_id where mine.user_id = u.id)))`.execute(
    db,
  )
  for (const { stream } of rows) emit({ stream, fact: 'person.renamed', data: {} })
}
