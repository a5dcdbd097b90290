import { ownStreamsOfParty } from '#server/access/contract-party.ts'
import { takingPart } from '#server/access/watchers.ts'
import type { Work } from '#server/platform/work.ts'

/** What a list of conversations shows of one may have changed; `deleted`: what is counted as unread, too. */
type ListFact = 'conversation.changed' | 'conversation.deleted'

/** Tells everyone who takes part in a conversation, each on their own stream: it stands in their lists wherever they are. */
export async function tellTakingPart(
  { db, emit }: Pick<Work, 'db' | 'emit'>,
  conversationId: string,
  fact: ListFact,
): Promise<void> {
  const { rows } = await takingPart(conversationId).execute(db)
  for (const { stream } of rows) emit({ stream, fact, data: { conversationId } })
}

/** Tells everyone who takes part in a contract that a comment was taken back: what is counted as unread there may be less. */
export async function tellParty(
  { db, viewer, emit }: Pick<Work, 'db' | 'viewer' | 'emit'>,
  contractId: string,
): Promise<void> {
  const { rows } = await ownStreamsOfParty(viewer, contractId).execute(db)
  for (const { stream } of rows) emit({ stream, fact: 'contract.comment_deleted', data: { contractId } })
}
