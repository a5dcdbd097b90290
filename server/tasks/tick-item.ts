import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { Tick } from './forms.ts'
import { noteInFeed, tellLists, tellTask } from './tell.ts'

/** Ticks an item of the checklist, or takes the tick back. Errors: `NotFound`; `NotAllowed`. */
export function tickItem(caller: Caller, { taskId, itemId, done: wanted }: Tick): Promise<void> {
  return work(caller, async (inside) => {
    const { db, scope, viewer, must } = inside
    const task = await scope.task(taskId, 'lock')
    must('task.tick', task.facts)
    const item = await db
      .selectFrom('checklist_items')
      .select(['text', 'done_at'])
      .where('id', '=', itemId)
      .where('task_id', '=', taskId)
      .executeTakeFirst()
    if (!item) throw new NotFound()
    const done = wanted === 'yes'
    if (done === (item.done_at !== null)) return
    await db
      .updateTable('checklist_items')
      .set({ done_at: done ? sql<Date>`clock_timestamp()` : null, done_by: done ? viewer.userId : null })
      .where('id', '=', itemId)
      .execute()
    noteInFeed(inside, taskId, { what: done ? 'item_ticked' : 'item_unticked', text: item.text })
    tellTask(inside, taskId, 'checklist.ticked', { itemId, done })
    await tellLists(inside, task)
  })
}
