import { NotFound } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** An update as it may be changed now, locked. Errors: `NotFound`; `NotAllowed` for who neither wrote it nor manages the project. */
export async function updateToChange({ scope, must }: Work, projectId: string, updateId: string) {
  const { facts: project } = await scope.project(projectId)
  must('project.read', project)
  const update = await scope.updates(projectId).where('n.id', '=', updateId).forUpdate().executeTakeFirst()
  if (!update) throw new NotFound()
  must('project.change_update', { subject: 'update', authorId: update.author_id, at: update.posted_at, project })
  return update
}
