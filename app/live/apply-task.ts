import type { AttachmentView } from '#server/files/views.ts'
import type { TaskFact, TaskFactName } from '#server/tasks/facts.ts'
import type { ChecklistItemView, TaskView } from '#server/tasks/views.ts'
import { applyAttachment } from './apply-attachments.ts'
import type { Apply } from './snapshot.ts'

/** What a task's page shows besides its feed. */
export interface TaskState {
  task: TaskView
  files: readonly AttachmentView[]
}

type Effects = { [Name in TaskFactName]: ((task: TaskView, data: TaskFact[Name]) => TaskView) | null }

const withItems = (task: TaskView, change: (items: ChecklistItemView[]) => ChecklistItemView[]): TaskView => ({
  ...task,
  checklist: change(task.checklist),
})

/** What each fact does to an open task; null where only a fresh look shows it (texts and names do not travel in facts). */
const EFFECTS: Effects = {
  'task.moved': (task, { status }) => ({ ...task, status, heldFrom: status === 'on_hold' ? task.status : null }),
  'checklist.ticked': (task, { itemId, done }) =>
    withItems(task, (items) => items.map((item) => (item.id === itemId ? { ...item, done } : item))),
  'checklist.removed': (task, { itemId }) => withItems(task, (items) => items.filter(({ id }) => id !== itemId)),
  'checklist.added': null,
  'task.edited': null,
  'task.people_changed': null,
  'task.hidden': null,
}

/**
 * Puts a fact of a task's stream into its page. Pure. Null: only a fresh snapshot shows it. The feed shows its entries itself, and asks the whole page anew
 * when others read or review, on more streams than this one: the page does not ask twice.
 */
export const applyTask: Apply<TaskState> = (state, news) => {
  const { fact, data } = news
  const files = applyAttachment(state.files, news)
  if (files) return { ...state, files }
  if (fact.startsWith('entry.') || fact === 'readers.changed') return state
  if (!Object.hasOwn(EFFECTS, fact)) return null
  const effect = EFFECTS[fact as TaskFactName] as ((task: TaskView, data: unknown) => TaskView) | null
  return effect && { ...state, task: effect(state.task, data) }
}
