import { handedOverOn } from '#server/access/reviewers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { ChangeRole } from './forms.ts'
import { makeAssignee } from './make-assignee.ts'
import { rowsOfTakers, takersBy } from './takers.ts'
import { noteInFeed, tellLists, tellListsOf, tellTask } from './tell.ts'

/**
 * Gives somebody who takes part another role: one takes the old one away, so this is a rule, in force when it returns.
 * Errors: `NotFound`; `NotAllowed`; `Invalid` when an external would be auditor [B4] or the person left meanwhile.
 */
export function changeRole(caller: Caller, { taskId, person, role }: ChangeRole): Promise<void> {
  return work.rule(caller, 'task.role', async (inside) => {
    const { db, scope, must, audit } = inside
    const task = await scope.task(taskId, 'lock')
    must('task.people', task.facts)
    const [taker] = await takersBy(db, [person], 'person')
    if (!taker) throw new Invalid({ person: 'person_gone' })
    if (role === 'auditor' && taker.grantId) throw new Invalid({ role: 'auditor_is_external' })
    const had = await db
      .selectFrom('task_people')
      .select(['role', 'added_at'])
      .orderBy('added_at')
      .where('task_id', '=', taskId)
      .where(rowsOfTakers([taker]))
      .execute()
    if (had.length === 0) throw new Invalid({ person: 'person_gone' })
    const done = { reach: { to: 'task' as const, id: taskId }, result: undefined }
    if (had.length === 1 && had[0]?.role === role) return done

    if (role === 'assignee') await makeAssignee(inside, taskId, taker)
    else {
      await db
        .deleteFrom('task_people')
        .where('task_id', '=', taskId)
        .where(rowsOfTakers([taker]))
        .execute()
      await db
        .insertInto('task_people')
        .values({ task_id: taskId, user_id: taker.userId, grant_id: taker.grantId, role, added_at: had[0]?.added_at })
        .execute()
    }
    audit('task.role', `task:${taskId}`, { old: { person, roles: had.map((row) => row.role) }, new: { person, role } })
    noteInFeed(inside, taskId, { what: 'role_changed', people: [taker.userId], to: role })
    tellTask(inside, taskId, 'task.people_changed', {})
    // `person` names their own stream.
    const roles = [role, ...had.map((row) => row.role)]
    if (roles.includes('assignee')) await tellLists(inside, task)
    else tellListsOf(inside, task, roles.includes('auditor') ? [person, ...(await handedOverOn(db, taskId))] : [person])
    return done
  })
}
