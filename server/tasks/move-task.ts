import { abilitiesOf } from '#server/access/abilities.ts'
import { ownStreamsOfTask } from '#server/access/watchers.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict, NotAllowed } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { actionOfStep, movesFrom } from './catalogue.ts'
import type { MoveTask } from './forms.ts'
import { noteInFeed, tellLists, tellTask } from './tell.ts'

/**
 * Moves a task to another status [B5]. Back to Draft takes it out of externals' sight, so that is a rule [F9].
 * Errors: `NotFound`; `NotAllowed`; `Conflict` when it is no longer where the form saw it.
 */
export async function moveTask(caller: Caller, form: MoveTask): Promise<void> {
  if (form.to !== 'draft') return work(caller, (inside) => move(inside, form))
  return work.rule(caller, 'task.back_to_draft', async (inside) => {
    await move(inside, form)
    inside.audit('task.back_to_draft', `task:${form.taskId}`, { old: { status: form.from } })
    return { reach: { to: 'task', id: form.taskId }, result: undefined }
  })
}

async function move(work: Work, { taskId, from, to }: MoveTask): Promise<void> {
  const { db, scope, viewer, must } = work
  const task = await scope.task(taskId, 'lock')
  // As the form saw it: who may not make this step is told that, also when somebody else moved the task meanwhile.
  const seen = { ...task.facts, status: from }
  const external = viewer.grant !== null
  must(actionOfStep(from, to, external), seen)
  if (task.status === to) return
  if (!movesFrom(from, abilitiesOf(viewer, seen), external).includes(to)) throw new NotAllowed('step_not_open')
  if (task.status !== from) throw new Conflict('task_moved_meanwhile')

  const before = to === 'draft' ? await ownStreamsOfTask(db, viewer, taskId) : []
  await db.updateTable('tasks').set({ status: to }).where('id', '=', taskId).execute()
  noteInFeed(work, taskId, { what: 'moved', from, to })
  tellTask(work, taskId, 'task.moved', { status: to })
  await tellLists(work, task, before)
}
