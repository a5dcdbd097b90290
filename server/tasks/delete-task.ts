import { ownStreamsOfTask } from '#server/access/watchers.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { DeleteTask } from './forms.ts'

/** Deletes a task with all that was written in it. Answers the project it was in. Errors: `NotFound`; `NotAllowed`. */
export function deleteTask(caller: Caller, { taskId }: DeleteTask): Promise<{ projectId: string }> {
  return work.rule(caller, 'task.deleted', async ({ db, viewer, scope, must, audit, emit }) => {
    const task = await scope.task(taskId, 'lock')
    must('task.delete', task.facts)
    const before = await ownStreamsOfTask(db, viewer, taskId)
    const streams = [streamOf.task(taskId), streamOf.taskTeam(taskId)]
    await db.deleteFrom('read_marks').where('stream', 'in', streams).execute()
    await db.deleteFrom('feed_entries').where('stream', 'in', streams).execute()
    await db.deleteFrom('tasks').where('id', '=', taskId).execute()
    audit('task.deleted', `task:${taskId}`, { old: { ref: task.ref, title: task.title, projectId: task.project_id } })
    for (const stream of before) emit({ stream, fact: 'tasks.changed', data: { projectId: task.project_id } })
    return { reach: { to: 'task', id: taskId }, result: { projectId: task.project_id } }
  })
}
