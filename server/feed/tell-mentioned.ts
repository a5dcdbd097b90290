import { ownStreamsOfMentioned } from '#server/access/mentioned.ts'
import type { Work } from '#server/platform/work.ts'
import type { FeedSubject } from './subject.ts'

/**
 * Tells people on their own streams that what mentions them in a feed is another than it was: an entry was taken back, or changed so that it names
 * them or no longer does. Conversations tell theirs (`tellTakingPart`).
 */
export async function tellMentioned(
  { db, viewer, emit }: Pick<Work, 'db' | 'viewer' | 'emit'>,
  { kind, id }: FeedSubject,
  entry: { stream: string; teamOnly: boolean; at: Date },
  people: readonly string[],
): Promise<void> {
  const others = people.filter((one) => one !== viewer.userId)
  if (kind === 'conversation' || others.length === 0) return
  const { teamOnly, at } = entry
  const { rows } = await ownStreamsOfMentioned(viewer, { kind, id, people: others, teamOnly, at }).execute(db)
  for (const { stream } of rows) emit({ stream, fact: 'mention.changed', data: { stream: entry.stream } })
}
