import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { EVERY_CONTRACT } from './catalogue.ts'
import type { Viewer } from './viewer.ts'

/* What `reach.ts` says of one record, as conditions on many: on projects `p`, tasks `t` of them, contracts `c` and accounts `a`. */

export const NO = sql<SqlBool>`false`
export const YES = sql<SqlBool>`true`

export function projectsWithinReach(viewer: Viewer): RawBuilder<SqlBool> {
  if (viewer.staff) return YES
  return viewer.grant ? sql`(${insideWithinReach(viewer)} or ${hasMyTask(viewer)})` : NO
}

/** The project itself, and not only some of its tasks [B1]. */
export function insideWithinReach({ staff, grant }: Viewer): RawBuilder<SqlBool> {
  if (staff) return YES
  return grant && grant.kind !== 'collaborator' ? sql`p.account_id = ${grant.accountId}` : NO
}

/** Whether a task of project `p` is within reach. */
export function hasMyTask(viewer: Viewer): RawBuilder<SqlBool> {
  if (viewer.staff) return YES
  return sql`exists (select from tasks t where t.project_id = p.id and ${tasksWithinReach(viewer)})`
}

export function tasksWithinReach({ staff, grant, userId }: Viewer): RawBuilder<SqlBool> {
  if (staff) {
    if (staff.role !== 'member') return YES
    return sql`(p.manager_id = ${userId} or t.author_id = ${userId}
      or exists (select from project_staff ps where ps.project_id = p.id and ps.user_id = ${userId})
      or exists (select from task_people tp where tp.task_id = t.id and tp.user_id = ${userId} and tp.grant_id is null))`
  }
  if (!grant) return NO
  const shared =
    grant.kind === 'collaborator'
      ? NO
      : sql<SqlBool>`(p.counterparty_sees_tasks and not t.hidden_from_counterparty and p.account_id = ${grant.accountId})`
  return sql`(t.author_grant_id = ${grant.id} or (t.status <> 'draft'
    and (${shared} or exists (select from task_people tp where tp.task_id = t.id and tp.grant_id = ${grant.id}))))`
}

/** A way by which tasks `t` come within reach: those that fit, with `each` for each row `m` of it. */
export interface Way {
  fits: RawBuilder<SqlBool>
  each?: RawBuilder<unknown>
}

/** Who asks, read apart: a plan is then as good for one as for another, and can be kept. */
export const apart = (id: string) => sql`(select ${id}::uuid)`

/** Projects that one of the host's people manages or is on. */
export const projectsOf = (
  userId: string,
) => sql`select ps.project_id as id from project_staff ps where ps.user_id = ${apart(userId)}
  union all select q.id from projects q where q.manager_id = ${apart(userId)}`

const takingPart = (userId: string): RawBuilder<SqlBool> =>
  sql`t.id = any (array(select tp.task_id from task_people tp where tp.user_id = ${apart(userId)} and tp.grant_id is null))`

/**
 * The same for lists, as sets that are read once: each of its parts has an index, so a plan may begin with the few that are somebody's, and
 * may walk all in order where they are many. Asked row by row, somebody with ten tasks of 100,000 waits for every one of them.
 */
export function tasksOfReach({ staff, grant, userId }: Viewer): RawBuilder<SqlBool> {
  if (staff) {
    if (staff.role !== 'member') return YES
    return sql`(t.author_id = ${apart(userId)} or t.project_id = any (array(${projectsOf(userId)})) or ${takingPart(userId)})`
  }
  if (!grant) return NO
  const shared =
    grant.kind === 'collaborator'
      ? sql``
      : sql`union all select o.id from tasks o join projects q on q.id = o.project_id
          where q.account_id = ${grant.accountId} and q.counterparty_sees_tasks and not o.hidden_from_counterparty`
  return sql`((t.status <> 'draft' or t.author_grant_id = ${grant.id}) and (t.author_grant_id = ${grant.id}
    or t.id = any (array(select tp.task_id from task_people tp where tp.grant_id = ${grant.id} ${shared}))))`
}

/** `tasksOfReach` in its parts, for who may have few tasks of very many; null for whom one condition finds them as fast. */
export function waysToTasks({ staff, userId }: Viewer): readonly Way[] | null {
  if (staff?.role !== 'member') return null
  return [
    { fits: sql`t.author_id = ${apart(userId)}` },
    { fits: takingPart(userId) },
    { fits: sql`t.project_id = m.id`, each: sql`select distinct o.id from (${projectsOf(userId)}) o` },
  ]
}

/** Projects for lists, in the same way: an external's own account's, and those they have a task in. */
export function projectsOfReach(viewer: Viewer): RawBuilder<SqlBool> {
  const { staff, grant } = viewer
  if (staff) return YES
  if (!grant) return NO
  return sql`(${insideWithinReach(viewer)} or p.id = any (array(
    select m.project_id from tasks m where (m.status <> 'draft' or m.author_grant_id = ${grant.id}) and (m.author_grant_id = ${grant.id}
      or m.id = any (array(select tp.task_id from task_people tp where tp.grant_id = ${grant.id}))))))`
}

export function contractsWithinReach({ staff, grant }: Viewer): RawBuilder<SqlBool> {
  if (staff) return YES
  if (!grant) return NO
  const all =
    grant.kind !== 'collaborator' && grant.role >= EVERY_CONTRACT ? sql<SqlBool>`c.account_id = ${grant.accountId}` : NO
  return sql`(${all} or c.requested_by_grant_id = ${grant.id}
    or exists (select from contract_people cp where cp.contract_id = c.id and cp.grant_id = ${grant.id}))`
}

/** Contracts for lists, as tasks: an external's are few, and walking all in order would meet them late. */
export function contractsOfReach({ staff, grant }: Viewer): RawBuilder<SqlBool> {
  if (staff) return YES
  if (!grant) return NO
  const all =
    grant.kind !== 'collaborator' && grant.role >= EVERY_CONTRACT
      ? sql`union all select o.id from contracts o where o.account_id = ${grant.accountId}`
      : sql``
  return sql`c.id = any (array(select cp.contract_id from contract_people cp where cp.grant_id = ${grant.id}
    union all select o.id from contracts o where o.requested_by_grant_id = ${grant.id} ${all}))`
}

export const accountsWithinReach = ({ staff, grant }: Viewer): RawBuilder<SqlBool> =>
  staff ? YES : grant ? sql`a.id = ${grant.accountId}` : NO
