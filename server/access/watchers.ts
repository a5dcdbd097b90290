import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'
import { staffInConversation } from './audience.ts'
import { cellOf, EVERY_CONTRACT, KINDS } from './catalogue.ts'
import { ticked, type Viewer } from './viewer.ts'

/**
 * The own streams (`grant:…`, `staff:…`) of everyone within whose reach a task is, so that lists it stands in can be told. Only tells
 * whom to ring: what each of them may see is decided when they look.
 */
export async function ownStreamsOfTask(db: Db, viewer: Viewer, taskId: string): Promise<string[]> {
  const kinds = KINDS.filter((kind) => ticked(viewer, cellOf('task.list', kind)))
  const { rows } = await sql<{ stream: string }>`
    select 'staff:' || u.id as stream
    from tasks t join projects p on p.id = t.project_id cross join users u
    where t.id = ${taskId} and u.kind = 'staff' and (
      u.staff_role <> 'member' or u.id in (p.manager_id, t.author_id)
      or exists (select from project_staff ps where ps.project_id = p.id and ps.user_id = u.id)
      or exists (select from task_people tp where tp.task_id = t.id and tp.user_id = u.id and tp.grant_id is null))
    union all
    select 'grant:' || g.id
    from tasks t join projects p on p.id = t.project_id
    join grants g on g.id = t.author_grant_id or (t.status <> 'draft' and (
      g.id in (select tp.grant_id from task_people tp where tp.task_id = t.id)
      or (p.counterparty_sees_tasks and not t.hidden_from_counterparty and g.account_id = p.account_id and g.kind <> 'collaborator')))
    where t.id = ${taskId} and g.suspended_at is null and g.kind = any(${sql.val([...kinds])}::text[])
    order by stream`.execute(db)
  return rows.map(({ stream }) => stream)
}

/** The same for a project: staff see every project, externals those of their account and those they have a task in [B1]. */
export async function ownStreamsOfProject(db: Db, viewer: Viewer, projectId: string): Promise<string[]> {
  const kinds = KINDS.filter((kind) => ticked(viewer, cellOf('project.list', kind)))
  const { rows } = await sql<{ stream: string }>`
    select 'staff:' || u.id as stream from users u where u.kind = 'staff'
    union
    select 'grant:' || g.id
    from projects p join grants g on (g.account_id = p.account_id and g.kind <> 'collaborator') or g.id in (
      select tp.grant_id from task_people tp join tasks t on t.id = tp.task_id where t.project_id = p.id
      union all select t.author_grant_id from tasks t where t.project_id = p.id)
    where p.id = ${projectId} and g.suspended_at is null and g.kind = any(${sql.val([...kinds])}::text[])
    order by stream`.execute(db)
  return rows.map(({ stream }) => stream)
}

/** The same for a contract, which stands in the lists of those who may see no more of it than its title and how far it has come. */
export async function ownStreamsOfContract(db: Db, viewer: Viewer, contractId: string): Promise<string[]> {
  const kinds = KINDS.filter((kind) => ticked(viewer, cellOf('contract.list', kind)))
  const { rows } = await sql<{ stream: string }>`
    select 'staff:' || u.id as stream from users u where u.kind = 'staff'
    union all
    select 'grant:' || g.id
    from contracts c
    join grants g on g.id = c.requested_by_grant_id
      or g.id in (select cp.grant_id from contract_people cp where cp.contract_id = c.id)
      or (g.account_id = c.account_id and g.kind <> 'collaborator' and g.role >= ${sql.lit(EVERY_CONTRACT)})
    where c.id = ${contractId} and g.suspended_at is null and g.kind = any(${sql.val([...kinds])}::text[])
    order by stream`.execute(db)
  return rows.map(({ stream }) => stream)
}

/** Somebody who takes part in a conversation, by their own stream. */
export interface TakingPart {
  stream: string
  user_id: string
  grant_id: string | null
  muted: boolean
}

/** Everyone who takes part in a conversation: whom news of it reaches wherever they are in the portal. */
export const takingPart = (conversationId: string | RawBuilder<string>): RawBuilder<TakingPart> => sql<TakingPart>`
  select who.*, exists (select from conversation_mutes m
    where m.conversation_id = v.id and m.user_id = who.user_id and m.grant_id is not distinct from who.grant_id) as muted
  from conversations v cross join lateral (
    select 'staff:' || s.user_id as stream, s.user_id, null::uuid as grant_id from (${staffInConversation}) s (user_id)
    union all
    select 'grant:' || g.id, g.user_id, g.id from grants g
    where g.suspended_at is null and (g.id = v.grant_id or (v.kind <> 'direct' and g.account_id = v.account_id and g.kind <> 'collaborator'))
  ) who where v.id = ${conversationId}`

/**
 * The own streams that are watched right now of everyone whose pages may show this person's name: the host's people; for one of them everybody; for
 * an external their accounts' people and whoever is on a task or contract with them.
 */
export async function ownStreamsThatName(db: Db, userId: string): Promise<string[]> {
  const { rows } = await sql<{ stream: string }>`
    select distinct p.stream from presence p join users u on u.id = ${userId}
    where p.stream like 'staff:%' or (p.stream like 'grant:%' and (u.kind = 'staff' or p.grant_id in (
      select o.id from grants mine join grants o on o.account_id = mine.account_id where mine.user_id = u.id
      union select o.grant_id from task_people mine join task_people o on o.task_id = mine.task_id where mine.user_id = u.id
      union select o.grant_id from contract_people mine join contract_people o on o.contract_id = mine.contract_id where mine.user_id = u.id)))`.execute(
    db,
  )
  return rows.map(({ stream }) => stream)
}
