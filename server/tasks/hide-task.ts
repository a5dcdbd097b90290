import { ownStreamsOfTask } from '#server/access/watchers.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { HideTask } from './forms.ts'
import { joinedByShowing, type SecondAccount } from './second-account.ts'
import { noteInFeed, tellLists, tellTask } from './tell.ts'

/**
 * Keeps one task from the counterparty where it sees all tasks of the project, or shows it again [B2]. Who was added by name stays.
 * Answers a question instead of showing it when that would join people of a second account, and that was not agreed to. Errors: `NotFound`; `NotAllowed`.
 */
export function hideTask(caller: Caller, { taskId, hidden: wanted, agreed }: HideTask): Promise<SecondAccount | null> {
  return work.rule(caller, 'task.hidden', async (inside) => {
    const { db, viewer, scope, must, audit } = inside
    const task = await scope.task(taskId, 'lock')
    must('task.people', task.facts)
    const hidden = wanted === 'yes'
    const reach = { to: 'task' as const, id: taskId }
    if (hidden === task.hidden_from_counterparty) return { reach, result: null }
    const question = !hidden && task.counterparty_sees_tasks ? await joinedByShowing(inside, { taskId }, agreed) : null
    if (question) return { reach, result: question }

    const before = await ownStreamsOfTask(db, viewer, taskId)
    await db.updateTable('tasks').set({ hidden_from_counterparty: hidden }).where('id', '=', taskId).execute()
    audit('task.hidden', `task:${taskId}`, { old: { hidden: !hidden }, new: { hidden } })
    noteInFeed(inside, taskId, { what: hidden ? 'hidden' : 'shown' }, 'team')
    tellTask(inside, taskId, 'task.hidden', {})
    await tellLists(inside, task, before)
    return { reach, result: null }
  })
}
