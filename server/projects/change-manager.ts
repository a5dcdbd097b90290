import { handedOverIn } from '#server/access/reviewers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { kindOf } from '#server/staff/colleagues.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ChangeManager } from './forms.ts'
import { noteInProject, tellProjectPeople, tellTheirLists } from './tell.ts'

/**
 * Gives a project another manager. Who had it before may lose its tasks [A20], so this is a rule, in force when it returns.
 * Errors: `NotFound`; `NotAllowed`; `Invalid` for somebody who is not of the team.
 */
export function changeManager(caller: Caller, { projectId, userId }: ChangeManager): Promise<void> {
  return work.rule(caller, 'project.manager', async (inside) => {
    const { db, scope, must, audit } = inside
    const project = await scope.project(projectId, 'lock')
    must('project.edit', project.facts)
    const done = { reach: { to: 'project' as const, id: projectId }, result: undefined }
    if (userId === project.manager_id) return done
    const kind = await kindOf(db, userId)
    if (kind !== 'staff') throw new Invalid({ userId: kind ? 'manager_is_external' : 'person_gone' })
    await db.updateTable('projects').set({ manager_id: userId }).where('id', '=', projectId).execute()
    audit('project.manager', `project:${projectId}`, { old: { userId: project.manager_id }, new: { userId } })
    noteInProject(inside, projectId, { what: 'manager', people: [userId] })
    tellProjectPeople(inside, projectId)
    const both = [streamOf.staff(project.manager_id), streamOf.staff(userId)]
    tellTheirLists(inside, projectId, [...both, ...(await handedOverIn(db, projectId))])
    return done
  })
}
