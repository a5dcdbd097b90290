import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { staffInProject } from './audience.ts'
import { cellOf, KINDS } from './catalogue.ts'
import { otherCells } from './matrix.ts'
import { projectsOf } from './reach-in-sql.ts'
import { ticked, type Viewer } from './viewer.ts'

/* Who is in a project: of the host's people its manager and its staff, from outside whoever sees the project itself. Others may see it, and are not spoken to. */

/** The viewer is in project `p`, which was found as one whose inside they see. The projects of one of the host's people are found once for a whole list. */
export const isInProject = ({ userId, grant }: Viewer): RawBuilder<SqlBool> =>
  grant ? sql`true` : sql`p.id = any (array(${projectsOf(userId)}))`

/**
 * The own streams (`grant:…`, `staff:…`) of everyone who is in a project, but the viewer's: whom to ring when something is said to all of them. What
 * each of them may see is decided when they look.
 */
export async function ownStreamsInProject(db: Db, viewer: Viewer, projectId: string): Promise<string[]> {
  const kinds = KINDS.filter((kind) =>
    [cellOf('project.read', kind), ...otherCells('project.read', kind)].every((cell) => ticked(viewer, cell)),
  )
  const { rows } = await sql<{ stream: string }>`
    select 'staff:' || s.user_id as stream from projects p cross join lateral (${staffInProject}) s (user_id)
    where p.id = ${projectId} and s.user_id <> ${viewer.userId}
    union
    select 'grant:' || g.id from projects p join grants g on g.account_id = p.account_id and g.kind <> 'collaborator'
    where p.id = ${projectId} and g.suspended_at is null and (g.expires_at is null or g.expires_at > clock_timestamp())
      and g.kind = any(${sql.val([...kinds])}::text[])
    order by stream`.execute(db)
  return rows.map(({ stream }) => stream)
}
