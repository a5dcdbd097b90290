import type { TaskRole, TaskStatus } from '#server/access/facts.ts'
import type { Priority } from './catalogue.ts'

/** What a task's feed keeps of what happened to it: ids and small words; names are put in when it is read. */
export type TaskHappened =
  | { what: 'created' }
  | { what: 'moved'; from: TaskStatus; to: TaskStatus }
  | { what: 'edited'; to: 'title' | 'description' }
  | { what: 'due' | 'starts'; from: string | null; to: string | null }
  | { what: 'priority'; from: Priority; to: Priority }
  | { what: 'people_added' | 'role_changed'; people: string[]; to: TaskRole }
  | { what: 'person_removed'; people: string[] }
  | { what: 'item_added' | 'item_removed' | 'item_ticked' | 'item_unticked'; text: string }
  | { what: 'hidden' | 'shown' }
