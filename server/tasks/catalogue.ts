import type { Abilities } from '#server/access/abilities.ts'
import type { TaskRole, TaskStatus } from '#server/access/facts.ts'

/** What a task can be, in the order in which lists offer it. */
export const STATUSES = [
  'draft',
  'new',
  'in_progress',
  'ready_for_review',
  'done',
  'on_hold',
  'declined',
  'cancelled',
] as const satisfies TaskStatus[]
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]
export const ROLES = ['assignee', 'participant', 'auditor'] as const satisfies TaskRole[]

/** Nothing more is expected of anybody. */
const CLOSED: readonly TaskStatus[] = ['done', 'declined', 'cancelled']
/** What staff who work on a task move it between. */
const UNDER_WAY: readonly TaskStatus[] = ['new', 'in_progress', 'ready_for_review', 'on_hold']
/** The way an assignee from outside goes, step by step [B5]. */
const FORWARD: Partial<Record<TaskStatus, TaskStatus>> = { new: 'in_progress', in_progress: 'ready_for_review' }

export const isClosed = (status: TaskStatus): boolean => CLOSED.includes(status)

/** The action that a step from one status to another is: a refusal then says the reason that decided [B5, A20]. */
export function actionOfStep(
  from: TaskStatus,
  to: TaskStatus,
  external: boolean,
): 'task.move' | 'task.cancel' | 'task.close' {
  if (external) return to === 'cancelled' ? 'task.cancel' : 'task.move'
  const plain =
    (UNDER_WAY.includes(from) && UNDER_WAY.includes(to)) ||
    (from === 'draft' && to === 'new') ||
    (from === 'ready_for_review' && to === 'done')
  return plain ? 'task.move' : 'task.close'
}

/**
 * Where a task may be moved from `status` by somebody with these abilities: externals step by step as assignees, and cancel their own while
 * new; staff between what is under way and from review to done; who may close it, anywhere. The same on page and server.
 */
export function movesFrom(status: TaskStatus, abilities: Abilities, external: boolean): TaskStatus[] {
  return STATUSES.filter(
    (to) =>
      to !== status &&
      abilities[actionOfStep(status, to, external)] === null &&
      (!external || to === FORWARD[status] || (to === 'cancelled' && status === 'new')),
  )
}
