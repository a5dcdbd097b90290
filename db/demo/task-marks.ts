import { sql } from 'kysely'
import { PROJECTS } from './content/projects.ts'
import { projectId } from './ids.ts'
import { readBefore, type Part } from './part.ts'

/** Up to where the people of the tasks have read, by the same rule; of what is the team's own its people alone. */
export const taskMarks: Part = {
  name: 'task-marks',
  async fill({ db, now }) {
    await sql`
      insert into read_marks (user_id, grant_id, stream, seq)
      select p.user_id, p.grant_id, e.stream, max(e.seq) from tasks t
      cross join lateral (
        select t.author_id as user_id, t.author_grant_id as grant_id
        union select tp.user_id, tp.grant_id from task_people tp where tp.task_id = t.id
        union select ps.user_id, null from project_staff ps where ps.project_id = t.project_id
        union select q.manager_id, null from projects q where q.id = t.project_id) p
      join feed_entries e on e.stream = 'task:' || t.id or (p.grant_id is null and e.stream = 'task:' || t.id || '/team')
      where t.project_id = any(${PROJECTS.map(({ key }) => projectId(key))}::uuid[])
        and (e.author_id = p.user_id or e.at < ${readBefore(now)})
      group by p.user_id, p.grant_id, e.stream
      on conflict do nothing`.execute(db)
  },
}
