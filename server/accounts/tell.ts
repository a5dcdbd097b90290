import { readersToldOfGrants } from '#server/access/readers-told.ts'
import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'

/** Tells the person's own pages that their grant is another one now: what they show around every page is asked for again. */
export const tellGrant = ({ emit }: Pick<Work, 'emit'>, grantId: string): void =>
  emit({ stream: streamOf.grant(grantId), fact: 'grant.changed', data: {} })

/** Tells the pages that show who has access: navigator and accounts. */
export const tellNavigators = ({ emit }: Pick<Work, 'emit'>): void =>
  emit({ stream: streamOf.access, fact: 'access.changed', data: {} })

/** Tells the open feeds which these grants read, or would if they were not suspended, that their readers are others now [B7]. Before they are removed. */
export async function tellReaders({ db, emit }: Pick<Work, 'db' | 'emit'>, grantIds: readonly string[]): Promise<void> {
  for (const fact of await readersToldOfGrants(db, grantIds)) emit(fact)
}
