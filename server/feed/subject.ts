import type { Action } from '#server/access/catalogue.ts'
import type { Facts } from '#server/access/facts.ts'
import type { Scope } from '#server/access/scope.ts'
import { NotFound } from '#server/platform/errors.ts'
import { streamOf } from '#server/streams/events.ts'

/** What a feed is about. */
export interface FeedSubject {
  kind: 'task' | 'contract' | 'conversation'
  id: string
}

/** Who reads an entry: everyone within reach of its subject, or the host's team alone [B6]. */
export type EntryKind = 'all' | 'team'

/** The action that opens a subject's feed, and the one that writes in it. */
export const READ = {
  task: 'task.view',
  contract: 'contract.read',
  conversation: 'conversation.view',
} as const satisfies Record<FeedSubject['kind'], Action>
export const WRITE = {
  task: 'task.comment',
  contract: 'contract.comment',
  conversation: 'conversation.post',
} as const satisfies Record<FeedSubject['kind'], Action>

/** The stream of everyone's entries, and the team's own where there is one. */
export const streamsOf = ({ kind, id }: FeedSubject): { all: string; team: string | null } =>
  kind === 'task' ? { all: streamOf.task(id), team: streamOf.taskTeam(id) } : { all: streamOf[kind](id), team: null }

export const kindOf = (stream: string): EntryKind => (stream.endsWith('/team') ? 'team' : 'all')

/** The subject that an address names. Errors: `NotFound`; an id that is none is found out when it is looked for. */
export function feedSubject(kind: string | undefined, id: string | undefined): FeedSubject {
  if ((kind !== 'task' && kind !== 'contract' && kind !== 'conversation') || !id) throw new NotFound()
  return { kind, id }
}

/** The facts of a subject within the viewer's reach. Errors: `NotFound`. */
export async function factsOf(
  scope: Scope,
  { kind, id }: FeedSubject,
): Promise<Extract<Facts, { subject: FeedSubject['kind'] }>> {
  return (await scope[kind](id)).facts
}
