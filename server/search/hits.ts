import type { ContractStatus, TaskStatus } from '#server/access/facts.ts'
import type { ProjectStatus } from '#server/projects/catalogue.ts'

/** What can be found, in the order in which it is shown. */
export const SUBJECTS = [
  'tasks',
  'projects',
  'contracts',
  'files',
  'conversations',
  'accounts',
  'contacts',
  'staff',
  'comments',
] as const
export type Subject = (typeof SUBJECTS)[number]

/** Something that was found, as its reader may see it. */
export interface Hit {
  subject: Subject
  id: string
  title: string
  /** What tells it from others of its name: the project, the account, the address. */
  beside: string | null
  /** Of a file or comment: what `beside` names, on which it hangs. */
  within?: 'task' | 'contract' | 'project' | 'conversation' | 'note'
  /** Of a comment: who wrote it, and when (ISO); out of days back it is not shown any more [A7]. */
  said?: { by: string; at: string }
  ref: string | null
  status:
    | { of: 'task'; is: TaskStatus }
    | { of: 'project'; is: ProjectStatus }
    | { of: 'contract'; is: ContractStatus }
    | null
  /** Where its page is, below the reader's own prefix. */
  path: string
}

/** Rows of one subject. */
export const MOST = 8
/** One more than are shown tells whether there are more. */
export const ROWS = MOST + 1
