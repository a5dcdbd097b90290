import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { Priority } from './catalogue.ts'
import type { EditTask } from './forms.ts'
import { noteInFeed, tellLists, tellTask } from './tell.ts'

/**
 * Changes what a task says. From an external the dates are not taken [B5].
 * Errors: `NotFound`; `NotAllowed`; `Conflict` when somebody saved since the form was read: nothing is overwritten.
 */
export function editTask(caller: Caller, form: EditTask): Promise<void> {
  return work(caller, async (inside) => {
    const { db, scope, viewer, must } = inside
    const task = await scope.task(form.taskId, 'lock')
    must('task.edit', task.facts)
    if (task.version !== form.version) throw new Conflict('task_edited_meanwhile')
    const { title, description, priority, starts_on, due_on } = task
    const said: Said = { title, description, priority, starts_on, due_on }
    const now: Said = {
      title: form.title,
      description: form.description,
      priority: form.priority,
      starts_on: viewer.grant ? task.starts_on : form.startsOn,
      due_on: viewer.grant ? task.due_on : form.dueOn,
    }
    const changed = (Object.keys(now) as (keyof typeof now)[]).filter((name) => now[name] !== said[name])
    if (changed.length === 0) return
    const version = task.version + 1
    await db
      .updateTable('tasks')
      .set({ ...now, version })
      .where('id', '=', task.id)
      .execute()
    noteChanges(inside, task.id, changed, said, now)
    tellTask(inside, task.id, 'task.edited', { version })
    await tellLists(inside, task)
  })
}

interface Said {
  title: string
  description: string
  priority: Priority
  starts_on: string | null
  due_on: string | null
}

function noteChanges(work: Work, taskId: string, changed: (keyof Said)[], from: Said, to: Said): void {
  for (const name of ['title', 'description'] as const)
    if (changed.includes(name)) noteInFeed(work, taskId, { what: 'edited', to: name })
  if (changed.includes('priority')) noteInFeed(work, taskId, { what: 'priority', from: from.priority, to: to.priority })
  if (changed.includes('starts_on'))
    noteInFeed(work, taskId, { what: 'starts', from: from.starts_on, to: to.starts_on })
  if (changed.includes('due_on')) noteInFeed(work, taskId, { what: 'due', from: from.due_on, to: to.due_on })
}
