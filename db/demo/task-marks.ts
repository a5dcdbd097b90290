import { sql } from 'kysely'
import { PROJECTS } from './content/projects.ts'
import { projectId } from './ids.ts'
import { markRead } from './mark-read.ts'
import type { Part } from './part.ts'

/** Up to where the people of the tasks have read; of what is the team's own its people alone. */
export const taskMarks: Part = {
  name: 'task-marks',
  async fill({ db, now }) {
    const from = sql`tasks t
      cross join lateral (
        select t.author_id as user_id, t.author_grant_id as grant_id
        union select tp.user_id, tp.grant_id from task_people tp where tp.task_id = t.id
        union select ps.user_id, null from project_staff ps where ps.project_id = t.project_id
        union select q.manager_id, null from projects q where q.id = t.project_id) p
      join feed_entries e on e.stream = 'task:' || t.id or (p.grant_id is null and e.stream = 'task:' || t.id || '/team')`
    const ids = PROJECTS.map(({ key }) => projectId(key))
    await markRead(db, now, from, sql`t.project_id = any(${ids}::uuid[])`)
  },
}
