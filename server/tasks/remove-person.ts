import { handedOverOn } from '#server/access/reviewers-told.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { RemovePerson } from './forms.ts'
import { rowsOfTakers } from './takers.ts'
import { noteInFeed, tellLists, tellListsOf, tellTask } from './tell.ts'

/**
 * Takes somebody off a task. When this returns nothing of theirs is accepted in it, and nothing of it is sent to them; somebody who
 * has left already is no error. Errors: `NotFound`; `NotAllowed`.
 */
export function removePerson(caller: Caller, { taskId, person }: RemovePerson): Promise<void> {
  return work.rule(caller, 'task.person_removed', async (inside) => {
    const { db, scope, must, audit } = inside
    const task = await scope.task(taskId, 'lock')
    must('task.people', task.facts)
    const gone = await db
      .deleteFrom('task_people')
      .where('task_id', '=', taskId)
      .where(rowsOfTakers([{ key: person }]))
      .returning(['user_id', 'grant_id', 'role'])
      .execute()
    const done = { reach: { to: 'task' as const, id: taskId }, result: undefined }
    const [first] = gone
    if (!first) return done
    audit('task.person_removed', `task:${taskId}`, { old: { person, roles: gone.map(({ role }) => role) } })
    noteInFeed(inside, taskId, { what: 'person_removed', people: [first.user_id] })
    tellTask(inside, taskId, 'task.people_changed', {})
    // `person` names their own stream.
    if (gone.some(({ role }) => role === 'assignee')) await tellLists(inside, task, [person])
    else tellListsOf(inside, task, [person, ...(await handedOverOn(db, taskId))])
    return done
  })
}
