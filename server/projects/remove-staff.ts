import { handedOverIn } from '#server/access/reviewers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ProjectStaffForm } from './forms.ts'
import { noteInProject, tellProjectPeople, tellTheirLists } from './tell.ts'

/** Takes a role in a project from somebody of its staff; in force when it returns. Errors: `NotFound`; `NotAllowed`. */
export function removeStaff(caller: Caller, { projectId, userId, role }: ProjectStaffForm): Promise<void> {
  return work.rule(caller, 'project.staff_removed', async (inside) => {
    const { db, scope, must, audit } = inside
    const project = await scope.project(projectId, 'lock')
    must('project.edit', project.facts)
    const gone = await db
      .deleteFrom('project_staff')
      .where('project_id', '=', projectId)
      .where('user_id', '=', userId)
      .where('role', '=', role)
      .returning('role')
      .executeTakeFirst()
    if (gone) {
      audit('project.staff_removed', `project:${projectId}`, { old: { userId, role } })
      noteInProject(inside, projectId, { what: 'people_removed', people: [userId], to: role })
      tellProjectPeople(inside, projectId)
      const others = role === 'auditor' ? await handedOverIn(db, projectId) : []
      tellTheirLists(inside, projectId, [streamOf.staff(userId), ...others])
    }
    return { reach: { to: 'project', id: projectId }, result: undefined }
  })
}
