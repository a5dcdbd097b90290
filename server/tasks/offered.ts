import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { TAKERS, type Taker } from './takers.ts'

export type Offered = Taker

/**
 * Who may be given a new task of this project. To an external: its client-managers and who answers for them, no one else [B3]. To staff:
 * all staff, the project's first, and the counterparty's contacts.
 */
export async function assigneesOf(
  db: Db,
  viewer: Viewer,
  project: { id: string; account_id: string | null; manager_id: string },
): Promise<Offered[]> {
  const staffOf = sql`(takers."userId" = ${project.manager_id}
    or exists (select from project_staff ps where ps.project_id = ${project.id} and ps.user_id = takers."userId"))`
  const clientManager = sql`exists (select from project_staff ps
    where ps.project_id = ${project.id} and ps.user_id = takers."userId" and ps.role = 'client_manager')`
  const may = viewer.grant
    ? sql`takers."grantId" is null and (${clientManager} or takers."userId" = ${viewer.grant.answersId}::uuid)`
    : sql`takers."grantId" is null or takers."accountId" = ${project.account_id}::uuid`
  const { rows } = await sql<Offered>`
    select takers.key, takers."userId", takers."grantId", takers.name, takers."accountId", takers."accountName"
    from ${TAKERS} as takers where ${may}
    order by takers."grantId" is null and not ${staffOf}, takers."grantId" is not null, lower(takers.name), takers.key`.execute(
    db,
  )
  return rows
}
