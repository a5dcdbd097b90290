import type { UpdateView } from '#server/projects/updates.ts'
import type { Apply } from './snapshot.ts'

/**
 * What happens to a project, and to tasks on one's own lists, is told without saying what: a fresh look shows each viewer what they may
 * see of it [B1, B2]. A list that shows one project leaves the others' tasks alone; what is said anywhere, or to whom, is in none of them.
 */
export const applyLists =
  (projectId: string | null): Apply<unknown> =>
  (shown, { fact, data }) => {
    // Feeds, files, updates and conversations tell theirs themselves.
    if (/^(entry|attachment|update|conversation|mention|contract|task)\./.test(fact)) return shown
    return fact === 'tasks.changed' && projectId !== null && data.projectId !== projectId ? shown : null
  }

/** The same for lists of tasks, which mark those on which something was said. */
export const applyTasks =
  (projectId: string | null): Apply<unknown> =>
  (shown, news, stream) =>
    news.fact.startsWith('task.') ? null : applyLists(projectId)(shown, news, stream)

/** The same for lists of projects, which mark those with an update that was not read. */
export const applyProjects: Apply<unknown> = (shown, news, stream) =>
  news.fact.startsWith('update.') ? null : applyLists(null)(shown, news, stream)

/** The same for one's home page, which shows where one was mentioned, contracts on which something was said, and new updates, besides. */
export const applyHome: Apply<unknown> = (shown, news, stream) =>
  /^(mention|contract|update)\./.test(news.fact) ? null : applyTasks(null)(shown, news, stream)

/** The same for a project's overview, which shows its updates: they arrive whole. Newest first. */
export const applyUpdates =
  (projectId: string): Apply<readonly UpdateView[]> =>
  (updates, news, stream) => {
    const { fact, data } = news
    if (!fact.startsWith('update.')) return applyLists(projectId)(updates, news, stream) === null ? null : updates
    const update = data.update as UpdateView | undefined
    if (!update) return data.removed ? updates.filter(({ id }) => id !== data.removed) : updates
    if (updates.some(({ id }) => id === update.id)) return updates.map((one) => (one.id === update.id ? update : one))
    return fact === 'update.posted' ? [update, ...updates] : updates
  }
