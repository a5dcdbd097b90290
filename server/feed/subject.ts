import type { Action } from '#server/access/catalogue.ts'
import type { Facts } from '#server/access/facts.ts'
import type { Scope } from '#server/access/scope.ts'
import { NotFound } from '#server/platform/errors.ts'
import { streamOf } from '#server/streams/events.ts'

/** What a feed is about. */
export interface FeedSubject {
  kind: 'task' | 'contract' | 'project' | 'conversation'
  id: string
}

/** Who reads an entry: everyone within reach of its subject, or the host's team alone [B6]. */
export type EntryKind = 'all' | 'team'

/** The action that opens a subject's feed, and the one that writes in it. */
export const READ = {
  task: 'task.view',
  contract: 'contract.read',
  project: 'project.read',
  conversation: 'conversation.view',
} as const satisfies Record<FeedSubject['kind'], Action>
export const WRITE = {
  task: 'task.comment',
  contract: 'contract.comment',
  project: 'project.comment',
  conversation: 'conversation.post',
} as const satisfies Record<FeedSubject['kind'], Action>

/** The stream of everyone's entries, and the team's own where there is one. */
export function streamsOf({ kind, id }: FeedSubject): { all: string; team: string | null } {
  if (kind === 'task') return { all: streamOf.task(id), team: streamOf.taskTeam(id) }
  if (kind === 'project') return { all: streamOf.projectInside(id), team: streamOf.projectTeam(id) }
  return { all: streamOf[kind](id), team: null }
}

export const kindOf = (stream: string): EntryKind => (stream.endsWith('/team') ? 'team' : 'all')

const KINDS = ['task', 'contract', 'project', 'conversation'] as const satisfies FeedSubject['kind'][]

/** The subject that an address names. Errors: `NotFound`; an id that is none is found out when it is looked for. */
export function feedSubject(kind: string | undefined, id: string | undefined): FeedSubject {
  const known = KINDS.find((one) => one === kind)
  if (!known || !id) throw new NotFound()
  return { kind: known, id }
}

/** The facts of a subject within the viewer's reach. Errors: `NotFound`. */
export async function factsOf(
  scope: Scope,
  { kind, id }: FeedSubject,
): Promise<Extract<Facts, { subject: FeedSubject['kind'] }>> {
  return (await scope[kind](id)).facts
}
