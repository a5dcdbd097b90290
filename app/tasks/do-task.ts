import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { addItem } from '#server/tasks/add-item.ts'
import { addItemForm, hideTaskForm, moveTaskForm, removeItemForm, tickForm } from '#server/tasks/forms.ts'
import { hideTask } from '#server/tasks/hide-task.ts'
import { moveTask } from '#server/tasks/move-task.ts'
import { removeItem } from '#server/tasks/remove-item.ts'
import type { SecondAccount } from '#server/tasks/second-account.ts'
import { tickItem } from '#server/tasks/tick-item.ts'

/** Does what a form on a task's page asks for by its `intent`; answers what must be asked first, if anything. Errors: those of the use-cases; `Invalid` for an intent nobody has. */
export async function doTask(caller: Caller, form: FormData): Promise<SecondAccount | null> {
  if (form.get('intent') === 'hide') return hideTask(caller, readForm(hideTaskForm, form))
  await change(caller, form)
  return null
}

function change(caller: Caller, form: FormData): Promise<void> {
  switch (form.get('intent')) {
    case 'move':
      return moveTask(caller, readForm(moveTaskForm, form))
    case 'tick':
      return tickItem(caller, readForm(tickForm, form))
    case 'add-item':
      return addItem(caller, readForm(addItemForm, form))
    case 'remove-item':
      return removeItem(caller, readForm(removeItemForm, form))
    default:
      throw new Invalid({})
  }
}
