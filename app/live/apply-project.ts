import type { Apply } from './snapshot.ts'

/**
 * What happens to a project, and to tasks on one's own lists, is told without saying what: a fresh look shows each viewer what they may
 * see of it [B1, B2]. A list that shows one project leaves the others' tasks alone; what is said in conversations is in none of them.
 */
export const applyLists =
  (projectId: string | null): Apply<unknown> =>
  (shown, { fact, data }) =>
    fact.startsWith('conversation.') || (fact === 'tasks.changed' && projectId !== null && data.projectId !== projectId)
      ? shown
      : null
