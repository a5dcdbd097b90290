import { ownStreamsOfTask } from '#server/access/watchers.ts'
import { storeHappened } from '#server/feed/store-happened.ts'
import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ListFact, TaskFact, TaskFactName } from './facts.ts'
import type { TaskHappened } from './happened.ts'

interface Told {
  id: string
  project_id: string
}

/** Tells those who have the task open. */
export function tellTask<Name extends TaskFactName>(
  work: Work,
  taskId: string,
  fact: Name,
  data: TaskFact[Name],
): void {
  work.emit({ stream: streamOf.task(taskId), fact, data })
}

/**
 * Tells the lists the task stands in, each on its owner's own stream: a stream of the project would tell of tasks that not all who see
 * the project may see [B2]. `before`: whose lists it stood in before this change.
 */
export async function tellLists(work: Work, task: Told, before: readonly string[] = []): Promise<void> {
  const now = await ownStreamsOfTask(work.db, work.viewer, task.id)
  tellListsOf(work, task, [...before, ...now])
}

/** The same where it stands as before in all other lists: they show of its people the assignee alone. Each is told once. */
export function tellListsOf(work: Work, { project_id: projectId }: Told, streams: readonly string[]): void {
  for (const stream of new Set(streams))
    work.emit({ stream, fact: 'tasks.changed', data: { projectId } satisfies ListFact['tasks.changed'] })
}

/** Writes what happened into the task's feed; `team` when only the host's team may read it. */
export function noteInFeed(work: Work, taskId: string, happened: TaskHappened, audience: 'all' | 'team' = 'all'): void {
  storeHappened(work, audience === 'team' ? streamOf.taskTeam(taskId) : streamOf.task(taskId), happened)
}
