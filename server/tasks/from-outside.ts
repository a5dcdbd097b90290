import { sql, type SqlBool } from 'kysely'
import type { Way } from '#server/access/reach-in-sql.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { ofPerson } from '#server/feed/unread.ts'

/* Tasks that somebody outside made and nobody has begun: new to those of the host's people to whom they are given and who manage their project. */

/** Task `t` is one. */
export const FROM_OUTSIDE = sql<SqlBool>`(t.status = 'new' and t.author_grant_id is not null)`

/** Whether this one of the host's people has never opened task `t`. */
export const neverOpened = (viewer: Viewer) =>
  sql<SqlBool>`not exists (select from read_marks m where ${ofPerson('m', viewer)} and m.stream = 'task:' || t.id)`

/** Those in a project that the viewer manages and that they have not opened, whoever they are given to. */
export const newToManager = (viewer: Viewer): Way => ({
  fits: sql`(${FROM_OUTSIDE} and t.project_id = any (array(select q.id from projects q where q.manager_id = ${viewer.userId})) and ${neverOpened(viewer)})`,
})

/** All of them that are new to the viewer; there are none for who is outside. */
export const newFromOutside = (viewer: Viewer): readonly Way[] =>
  viewer.staff
    ? [
        newToManager(viewer),
        {
          fits: sql`(${FROM_OUTSIDE} and t.id = any (array(select tp.task_id from task_people tp
            where tp.role = 'assignee' and tp.user_id = ${viewer.userId} and tp.grant_id is null)) and ${neverOpened(viewer)})`,
        },
      ]
    : []
