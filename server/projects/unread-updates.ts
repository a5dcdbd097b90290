import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { cameToProject } from '#server/access/came-in.ts'
import { isInProject } from '#server/access/project-party.ts'
import type { Scope } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { ofPerson } from '#server/feed/unread.ts'

/** Where the mark stands up to which somebody has read the updates of project `p`: it is their time, in µs. Not a stream that anybody watches. */
export const updatesOf = (projectId: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`('project:' || ${projectId} || '/updates')`

/** When an update `n` was posted, as the mark has it. */
export const PLACE = sql<number>`(extract(epoch from n.posted_at) * 1000000)::bigint`

/** Update `n` of project `p` is somebody else's, the viewer has not read it, and it was not there before they were. */
export const isUnread = (viewer: Viewer): RawBuilder<SqlBool> => sql<SqlBool>`(n.author_id <> ${viewer.userId}
  and n.posted_at > coalesce((select timestamptz 'epoch' + m.seq * interval '1 microsecond' from read_marks m
    where ${ofPerson('m', viewer)} and m.stream = ${updatesOf(sql`n.project_id`)}),
    ${cameToProject({ userId: viewer.userId, grantId: viewer.grant?.id ?? null }, sql`n.project_id`)}, '-infinity'))`

/** Ids of the projects that the viewer is in and in which there is an update they have not read; asked once for a whole list. */
const withUnread = (scope: Scope, viewer: Viewer) =>
  scope
    .projects('project.read')
    .clearSelect()
    .select('p.id')
    .where(isInProject(viewer))
    .where(({ exists }) => exists(scope.updates(sql.ref('p.id')).clearSelect().select('n.id').where(isUnread(viewer))))

/** Whether project `p` of a list is one of them [F5]. */
export const hasUnread = (scope: Scope, viewer: Viewer): RawBuilder<boolean> =>
  sql<boolean>`(p.id = any (array(${withUnread(scope, viewer)})))`
