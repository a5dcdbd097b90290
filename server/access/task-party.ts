import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { staffInTask } from './audience.ts'
import { cellOf, KINDS } from './catalogue.ts'
import { otherCells } from './matrix.ts'
import type { Policy } from './policy.ts'
import { apart, projectsOf } from './reach-in-sql.ts'
import { ticked, type Viewer } from './viewer.ts'

/* Who is in a task: who is on it or made it, and of the host's people those of its project. Others may see it, and are not spoken to. */

/**
 * The viewer is in task `t`, one of those `among`, an array of ids: what `staffInTask` says of the host's people, turned round. The viewer's own is
 * read once as sets, and not everybody of each task.
 */
export const isInTask = ({ userId, grant }: Viewer, among: RawBuilder<readonly string[]>): RawBuilder<SqlBool> => {
  const takesPart = (me: RawBuilder<SqlBool>) =>
    sql<SqlBool>`t.id = any (array(select tp.task_id from task_people tp where ${me} and tp.task_id = any (${among})))`
  return grant
    ? sql`(t.author_grant_id = ${grant.id} or ${takesPart(sql`tp.grant_id = ${apart(grant.id)}`)})`
    : sql`(t.project_id = any (array(${projectsOf(userId)})) or (t.author_id = ${userId} and t.author_grant_id is null)
      or ${takesPart(sql`tp.user_id = ${apart(userId)} and tp.grant_id is null`)})`
}

/**
 * The own streams (`grant:…`, `staff:…`) of everyone who is in a task and may read what is said there, by `teamOnly` what only the team reads: whom to
 * ring; of those `o` (`user_id`, `grant_id`) alone who are `concerned`. What each of them may see is decided when they look.
 */
export async function ownStreamsInTask(
  db: Db,
  policy: Policy,
  { taskId, teamOnly, concerned }: { taskId: string; teamOnly: boolean; concerned: RawBuilder<SqlBool> },
): Promise<string[]> {
  const kinds = KINDS.filter((kind) =>
    [cellOf('task.view', kind), ...otherCells('task.view', kind)].every((cell) => ticked({ policy }, cell)),
  )
  const { rows } = await sql<{ stream: string }>`
    select o.stream from (
    select 'staff:' || s.user_id as stream, s.user_id, null::uuid as grant_id from tasks t join projects p on p.id = t.project_id
    cross join lateral (${staffInTask}) s (user_id) where t.id = ${taskId}
    union
    select 'grant:' || g.id, g.user_id, g.id from tasks t join grants g on g.id = t.author_grant_id or (t.status <> 'draft'
      and g.id in (select tp.grant_id from task_people tp where tp.task_id = t.id))
    where t.id = ${taskId} and not ${teamOnly}::boolean and g.suspended_at is null
      and (g.expires_at is null or g.expires_at > clock_timestamp()) and g.kind = any(${sql.val([...kinds])}::text[])
    ) o where ${concerned} order by o.stream`.execute(db)
  return rows.map(({ stream }) => stream)
}
