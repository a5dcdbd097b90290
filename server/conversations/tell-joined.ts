import type { Portal } from '#server/platform/portal.ts'
import { storeEvents, streamOf } from '#server/streams/events.ts'

/** Tells the open pages of a conversation that an admin is among its people now, and the admin's own pages that it is one of theirs. */
export async function tellJoined(
  { database, doorbell }: Portal,
  { conversationId, userId }: { conversationId: string; userId: string },
): Promise<void> {
  const [talk, own] = [streamOf.conversation(conversationId), streamOf.staff(userId)]
  await database.db.transaction().execute((db) =>
    storeEvents(db, [
      { stream: talk, fact: 'readers.changed', data: {} },
      { stream: own, fact: 'conversation.changed', data: { conversationId } },
    ]),
  )
  doorbell.ring([talk, own])
}
