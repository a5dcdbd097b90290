import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ProjectFactName } from './facts.ts'

/** Tells those who have the project open that it changed. */
export function tellProject({ emit }: Work, projectId: string, fact: ProjectFactName): void {
  emit({ stream: streamOf.project(projectId), fact, data: {} })
}

/** Tells people, on their own streams, that a project's list of tasks is another for them now. */
export function tellTheirLists({ emit }: Work, projectId: string, streams: readonly string[]): void {
  for (const stream of streams) emit({ stream, fact: 'tasks.changed', data: { projectId } })
}
