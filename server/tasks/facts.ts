import type { TaskStatus } from '#server/access/facts.ts'

/** What watchers of a task hear. All of them see the whole task, so no fact here hides anything from any of them. */
export interface TaskFact {
  'task.moved': { status: TaskStatus }
  'task.edited': { version: number }
  'task.people_changed': Record<string, never>
  'task.hidden': Record<string, never>
  'checklist.ticked': { itemId: string; done: boolean }
  'checklist.added': { itemId: string }
  'checklist.removed': { itemId: string }
}
export type TaskFactName = keyof TaskFact

/** What each person whose lists a task stands in hears on their own stream: which project's list to look at again. */
export interface ListFact {
  'tasks.changed': { projectId: string }
}
