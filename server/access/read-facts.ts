import type { Db } from '#db/database.ts'
import { sql } from 'kysely'
import { staffTakesPart, STANDS } from './conversation-sql.ts'
import type { ContractFacts, ConversationFacts, NoteFacts, ProjectFacts, TaskFacts } from './facts.ts'
import { factsOfContract, factsOfConversation, factsOfNote, factsOfProject, factsOfTask } from './facts-of.ts'
import type { Viewer } from './viewer.ts'

/** A viewer and a record of which they want to know. */
export interface Asked {
  viewer: Viewer
  id: string
}

type ProjectRow = Parameters<typeof factsOfProject>[0] & { nth: number }
type TaskRow = Parameters<typeof factsOfTask>[0] & { nth: number }
type ContractRow = Parameters<typeof factsOfContract>[0] & { nth: number }
type ConversationRow = Parameters<typeof factsOfConversation>[0] & { nth: number }
type NoteRow = Parameters<typeof factsOfNote>[0] & { nth: number }

/**
 * What `decide` must know of many records for many viewers, whether or not they may see them: one query for each kind of record.
 * Answers in the order asked; null where the record is not there.
 */
export const readFacts = {
  async projects(db: Db, asked: readonly Asked[]): Promise<(ProjectFacts | null)[]> {
    if (asked.length === 0) return []
    const { rows } = await sql<ProjectRow>`
      select q.nth, p.account_id, p.manager_id, ${STAFF_ROLES} as my_staff_roles, q.grant_id is null or exists (
        select from tasks t where t.project_id = p.id and (t.author_grant_id = q.grant_id or (t.status <> 'draft' and (
          (q.by_account and p.counterparty_sees_tasks and not t.hidden_from_counterparty and p.account_id = q.account_id)
          or exists (select from task_people tp where tp.task_id = t.id and tp.grant_id = q.grant_id))))) as has_my_task
      from ${askedFor(asked)} join projects p on p.id = q.id`.execute(db)
    return inOrder(asked, rows, factsOfProject)
  },

  async tasks(db: Db, asked: readonly Asked[]): Promise<(TaskFacts | null)[]> {
    if (asked.length === 0) return []
    const { rows } = await sql<TaskRow>`
      select q.nth, p.account_id, p.manager_id, p.counterparty_sees_tasks, t.status, t.author_id, t.author_grant_id, t.hidden_from_counterparty,
        ${STAFF_ROLES} as my_staff_roles, array(select tp.role from task_people tp where tp.task_id = t.id and ${MINE('tp')}) as my_roles
      from ${askedFor(asked)} join tasks t on t.id = q.id join projects p on p.id = t.project_id`.execute(db)
    return inOrder(asked, rows, factsOfTask)
  },

  async contracts(db: Db, asked: readonly Asked[]): Promise<(ContractFacts | null)[]> {
    if (asked.length === 0) return []
    const { rows } = await sql<ContractRow>`
      select q.nth, c.account_id, c.owner_id, c.requested_by_grant_id, c.status, c.comments,
        array(select cp.role from contract_people cp where cp.contract_id = c.id and ${MINE('cp')}) as my_roles,
        exists (select from approvals ap where ap.contract_id = c.id and ap.withdrawn_at is null) as approved
      from ${askedFor(asked)} join contracts c on c.id = q.id`.execute(db)
    return inOrder(asked, rows, factsOfContract)
  },

  async conversations(db: Db, asked: readonly Asked[]): Promise<(ConversationFacts | null)[]> {
    if (asked.length === 0) return []
    const { rows } = await sql<ConversationRow>`
      select q.nth, v.kind, v.account_id, v.grant_id, v.staff_id, v.closed_at, ${STANDS} as stands,
        q.grant_id is null and ${staffTakesPart(sql.ref('q.user_id'))} as takes_part
      from ${askedFor(asked)} join conversations v on v.id = q.id`.execute(db)
    return inOrder(asked, rows, factsOfConversation)
  },

  async notes(db: Db, asked: readonly Asked[]): Promise<(NoteFacts | null)[]> {
    if (asked.length === 0) return []
    const { rows } = await sql<NoteRow>`
      select q.nth, n.account_id, n.shared_at
      from ${askedFor(asked)} join notes n on n.id = q.id where n.removed_at is null`.execute(db)
    return inOrder(asked, rows, factsOfNote)
  },
}

const STAFF_ROLES = sql`array(select ps.role from project_staff ps where q.grant_id is null and ps.project_id = p.id and ps.user_id = q.user_id)`

/** Named as the contact of the account, or as staff: the two never add up [A5]. */
const MINE = (table: string) =>
  sql`case when q.grant_id is null then ${sql.ref(`${table}.user_id`)} = q.user_id and ${sql.ref(`${table}.grant_id`)} is null
    else ${sql.ref(`${table}.grant_id`)} = q.grant_id end`

function askedFor(asked: readonly Asked[]) {
  const column = <T>(pick: (one: Asked) => T) => asked.map(pick)
  return sql`unnest(
    ${column(({ id }) => id)}::uuid[], ${column(({ viewer }) => viewer.userId)}::uuid[], ${column(({ viewer }) => viewer.grant?.id ?? null)}::uuid[],
    ${column(({ viewer }) => viewer.grant?.accountId ?? null)}::uuid[],
    ${column(({ viewer }) => viewer.grant !== null && viewer.grant.kind !== 'collaborator')}::boolean[]
  ) with ordinality as q (id, user_id, grant_id, account_id, by_account, nth)`
}

function inOrder<Row extends { nth: number }, Facts>(
  asked: readonly Asked[],
  rows: readonly Row[],
  factsOf: (row: Row) => Facts,
): (Facts | null)[] {
  const found = new Map(rows.map((row) => [row.nth - 1, factsOf(row)]))
  return asked.map((_, nth) => found.get(nth) ?? null)
}
