import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { EditProject } from './forms.ts'
import { tellProject } from './tell.ts'

/**
 * Changes what a project says [B9]. Errors: `NotFound`; `NotAllowed`; `Conflict` when somebody saved since the form was read:
 * nothing is overwritten.
 */
export function editProject(caller: Caller, form: EditProject): Promise<void> {
  return work(caller, async (inside) => {
    const { db, scope, must } = inside
    const project = await scope.project(form.projectId, 'lock')
    must('project.edit', project.facts)
    if (project.version !== form.version) throw new Conflict('project_edited_meanwhile')
    await db
      .updateTable('projects')
      .set({
        name: form.name,
        description: form.description,
        status: form.status,
        starts_on: form.startsOn,
        ends_on: form.endsOn,
        version: form.version + 1,
      })
      .where('id', '=', form.projectId)
      .execute()
    tellProject(inside, form.projectId, 'project.edited')
  })
}
