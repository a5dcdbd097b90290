import { handedOverIn } from '#server/access/reviewers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { kindOf } from '#server/staff/colleagues.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ProjectStaffForm } from './forms.ts'
import { noteInProject, tellProjectPeople, tellTheirLists } from './tell.ts'

/**
 * Adds somebody to a project's staff in a role. Only adds sight, so it waits for nobody.
 * Errors: `NotFound`; `NotAllowed`; `Invalid` for an external, who can be none of these [B4].
 */
export function addStaff(caller: Caller, { projectId, userId, role }: ProjectStaffForm): Promise<void> {
  return work(caller, async (inside) => {
    const { db, scope, must } = inside
    const project = await scope.project(projectId, 'lock')
    must('project.edit', project.facts)
    const kind = await kindOf(db, userId)
    if (kind !== 'staff') throw new Invalid(kind ? { role: 'auditor_is_external' } : { userId: 'person_gone' })
    const added = await db
      .insertInto('project_staff')
      .values({ project_id: projectId, user_id: userId, role })
      .onConflict((conflict) => conflict.doNothing())
      .returning('role')
      .execute()
    if (added.length === 0) return
    noteInProject(inside, projectId, { what: 'people_added', people: [userId], to: role })
    tellProjectPeople(inside, projectId)
    const others = role === 'auditor' ? await handedOverIn(db, projectId) : []
    tellTheirLists(inside, projectId, [streamOf.staff(userId), ...others])
  })
}
