import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { AddItem } from './forms.ts'
import { noteInFeed, tellLists, tellTask } from './tell.ts'

/** What still reads as a list. */
const MOST_ITEMS = 100

/** Adds an item at the end of the checklist. Errors: `NotFound`; `NotAllowed`; `Invalid` when the list is full. */
export function addItem(caller: Caller, { taskId, text }: AddItem): Promise<void> {
  return work(caller, async (inside) => {
    const { db, scope, must } = inside
    const task = await scope.task(taskId, 'lock')
    must('task.edit', task.facts)
    const { count, last } = await db
      .selectFrom('checklist_items')
      .where('task_id', '=', taskId)
      .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(max(position), 0)`.as('last')])
      .executeTakeFirstOrThrow()
    if (count >= MOST_ITEMS) throw new Invalid({ text: { key: 'checklist_full', values: { most: MOST_ITEMS } } })
    const { id } = await db
      .insertInto('checklist_items')
      .values({ task_id: taskId, text, position: last + 1 })
      .returning('id')
      .executeTakeFirstOrThrow()
    noteInFeed(inside, taskId, { what: 'item_added', text })
    tellTask(inside, taskId, 'checklist.added', { itemId: id })
    await tellLists(inside, task)
  })
}
