import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { ProjectStatus } from './catalogue.ts'
import type { EditProject } from './forms.ts'
import { noteInProject, tellItsName, tellProject, tellProjectLists } from './tell.ts'

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
    const { name, description, status, starts_on, ends_on } = project
    const said: Said = { name, description, status, starts_on, ends_on }
    const now: Said = {
      name: form.name,
      description: form.description,
      status: form.status,
      starts_on: form.startsOn,
      ends_on: form.endsOn,
    }
    const changed = (Object.keys(now) as (keyof Said)[]).filter((field) => now[field] !== said[field])
    if (changed.length === 0) return
    await db
      .updateTable('projects')
      .set({ ...now, version: form.version + 1 })
      .where('id', '=', form.projectId)
      .execute()
    noteChanges(inside, form.projectId, changed, said, now)
    tellProject(inside, form.projectId, 'project.edited', {})
    if (changed.includes('name')) tellItsName(inside, form.projectId)
    await tellProjectLists(inside, form.projectId)
  })
}

interface Said {
  name: string
  description: string
  status: ProjectStatus
  starts_on: string | null
  ends_on: string | null
}

function noteChanges(work: Work, projectId: string, changed: (keyof Said)[], from: Said, to: Said): void {
  for (const field of ['name', 'description'] as const)
    if (changed.includes(field)) noteInProject(work, projectId, { what: 'edited', to: field })
  if (changed.includes('status')) noteInProject(work, projectId, { what: 'moved', from: from.status, to: to.status })
  if (changed.includes('starts_on'))
    noteInProject(work, projectId, { what: 'starts', from: from.starts_on, to: to.starts_on })
  if (changed.includes('ends_on')) noteInProject(work, projectId, { what: 'ends', from: from.ends_on, to: to.ends_on })
}
