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
