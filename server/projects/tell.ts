import { ownStreamsInProject } from '#server/access/project-party.ts'
import { ownStreamsOfProject } from '#server/access/watchers.ts'
import { storeHappened } from '#server/feed/store-happened.ts'
import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ProjectFact, ProjectFactName } from './facts.ts'
import type { ProjectHappened } from './happened.ts'

/** Tells those who have the project itself open. */
export function tellProject<Name extends ProjectFactName>(
  { emit }: Work,
  projectId: string,
  fact: Name,
  data: ProjectFact[Name],
): void {
  emit({ stream: streamOf.projectInside(projectId), fact, data })
}

/** Tells those who have the project itself, one of its tasks or its conversation open that others of the host's people are in it. */
export function tellProjectPeople(work: Work, projectId: string): void {
  tellProject(work, projectId, 'project.people_changed', {})
  work.emit({ stream: streamOf.projectReaders(projectId), fact: 'readers.changed', data: {} })
}

/** Tells the lists of everyone who is in the project that what is new in it is other now: an update was posted, or taken back. */
export async function tellUpdates({ db, viewer, emit }: Work, projectId: string): Promise<void> {
  const own = await ownStreamsInProject(db, viewer, projectId)
  for (const stream of own) emit({ stream, fact: 'update.news', data: { projectId } })
}

/** Tells everybody who sees the project's name, also those who see no more of it than their tasks [B1]. */
export function tellItsName({ emit }: Work, projectId: string): void {
  emit({ stream: streamOf.project(projectId), fact: 'project.edited', data: {} })
}

/** Writes what happened into the project's feed; `team` when only the host's team may read it. */
export function noteInProject(
  work: Work,
  projectId: string,
  happened: ProjectHappened,
  audience: 'all' | 'team' = 'all',
): void {
  const stream = audience === 'team' ? streamOf.projectTeam(projectId) : streamOf.projectInside(projectId)
  storeHappened(work, stream, happened)
}

/** Tells people, on their own streams and each once, that a project's list of tasks is another for them now. */
export function tellTheirLists({ emit }: Work, projectId: string, streams: readonly string[]): void {
  for (const stream of new Set(streams)) emit({ stream, fact: 'tasks.changed', data: { projectId } })
}

/** The same for everybody in whose list of projects it stands. `before`: in whose it stood before this change. */
export async function tellProjectLists(work: Work, projectId: string, before: readonly string[] = []): Promise<void> {
  const now = await ownStreamsOfProject(work.db, work.viewer, projectId)
  tellTheirLists(work, projectId, [...before, ...now])
}
