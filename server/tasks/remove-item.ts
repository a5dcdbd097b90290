import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { RemoveItem } from './forms.ts'
import { noteInFeed, tellLists, tellTask } from './tell.ts'

/** Takes an item off the checklist; one that is gone already is no error. Errors: `NotFound`; `NotAllowed`. */
export function removeItem(caller: Caller, { taskId, itemId }: RemoveItem): Promise<void> {
  return work(caller, async (inside) => {
    const { db, scope, must } = inside
    const task = await scope.task(taskId, 'lock')
    must('task.edit', task.facts)
    const gone = await db
      .deleteFrom('checklist_items')
      .where('id', '=', itemId)
      .where('task_id', '=', taskId)
      .returning('text')
      .executeTakeFirst()
    if (!gone) return
    noteInFeed(inside, taskId, { what: 'item_removed', text: gone.text })
    tellTask(inside, taskId, 'checklist.removed', { itemId })
    await tellLists(inside, task)
  })
}
