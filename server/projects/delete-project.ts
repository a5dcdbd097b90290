import { sql } from 'kysely'
import { ownStreamsOfProject } from '#server/access/watchers.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { DeleteProject } from './forms.ts'
import { tellTheirLists } from './tell.ts'

/**
 * Deletes a project with its tasks, files and all that was written in them; in force when it returns.
 * Errors: `NotFound`; `NotAllowed`; `Invalid` unless its name was typed.
 */
export function deleteProject(caller: Caller, { projectId, name }: DeleteProject): Promise<void> {
  return work.rule(caller, 'project.deleted', async (inside) => {
    const { db, viewer, scope, must, audit } = inside
    const project = await scope.project(projectId, 'lock')
    must('project.delete', project.facts)
    if (name !== project.name) throw new Invalid({ name: 'name_differs' })
    const before = await ownStreamsOfProject(db, viewer, projectId)
    const streams = sql`(
      select 'project:' || ${projectId}::text || part from unnest(array['', '/inside', '/team']) part
      union all select 'conversation:' || v.id from conversations v where v.project_id = ${projectId}::uuid
      union all select 'task:' || t.id || part from tasks t, unnest(array['', '/team']) part where t.project_id = ${projectId}::uuid)`
    await sql`delete from read_marks where stream in ${streams}`.execute(db)
    await sql`delete from feed_entries where stream in ${streams}`.execute(db)
    await db.deleteFrom('projects').where('id', '=', projectId).execute()
    audit('project.deleted', `project:${projectId}`, { old: { ref: project.ref, name: project.name } })
    tellTheirLists(inside, projectId, before)
    return { reach: { to: 'project', id: projectId }, result: undefined }
  })
}
