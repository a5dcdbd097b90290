import { sql } from 'kysely'
import { PROJECTS } from './content/projects.ts'
import { projectId } from './ids.ts'
import { readBefore, type Part } from './part.ts'

/** Up to where the people of the projects have read their updates, by the same rule. */
export const updateMarks: Part = {
  name: 'update-marks',
  async fill({ db, now }) {
    await sql`
      insert into read_marks (user_id, grant_id, stream, seq)
      select w.user_id, w.grant_id, 'project:' || p.id || '/updates', (extract(epoch from max(n.posted_at)) * 1000000)::bigint
      from projects p join project_updates n on n.project_id = p.id cross join lateral (
        select p.manager_id as user_id, null::uuid as grant_id
        union select ps.user_id, null from project_staff ps where ps.project_id = p.id
        union select g.user_id, g.id from grants g where g.account_id = p.account_id and g.kind <> 'collaborator') w
      where p.id = any(${PROJECTS.map(({ key }) => projectId(key))}::uuid[])
        and (n.author_id = w.user_id or n.posted_at < ${readBefore(now)})
      group by w.user_id, w.grant_id, p.id
      on conflict do nothing`.execute(db)
  },
}
