import type { Look } from '#server/platform/look.ts'
import { assigneesOf } from './offered.ts'

/** What the form of a new task needs: the project's name and whom the task can be for. Errors: `NotFound`; `NotAllowed`. */
export async function readNewTask({ viewer, db, scope, must }: Look, projectId: string) {
  const project = await scope.project(projectId)
  must('task.create', project.facts)
  const offered = await assigneesOf(db, viewer, project)
  return {
    project: { id: project.id, name: project.name },
    people: offered.map(({ key, name, accountName }) => ({ key, name, accountName })),
  }
}
