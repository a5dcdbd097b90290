import { randomUUID } from 'node:crypto'
import type { Work } from '#server/platform/work.ts'
import type { Happened } from './happened.ts'

/** Puts what happened into a stream's feed, with `entry.posted`, when the transaction commits. Answers the entry's id. */
export function storeHappened(
  { viewer, emit }: Pick<Work, 'viewer' | 'emit'>,
  stream: string,
  happened: Happened,
): string {
  const id = randomUUID()
  emit({
    stream,
    fact: 'entry.posted',
    data: { entryId: id },
    entry: {
      id,
      authorId: viewer.userId,
      authorGrantId: viewer.grant?.id ?? null,
      sentId: randomUUID(),
      happened: { ...happened },
    },
  })
  return id
}
