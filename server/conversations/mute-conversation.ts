import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import type { MuteConversationForm } from './forms.ts'

/**
 * Mutes a conversation for oneself, or lets it be heard again: what is new in it is counted and mailed only where one is mentioned [C2].
 * Errors: `NotFound`; `NotAllowed` while they may only read [A17].
 */
export function muteConversation(caller: Caller, { conversationId, muted }: MuteConversationForm): Promise<void> {
  return work(caller, async ({ db, scope, viewer, must, emit }) => {
    const { id, facts } = await scope.conversation(conversationId)
    must('conversation.mute', facts)
    const mine = { conversation_id: id, user_id: viewer.userId, grant_id: viewer.grant?.id ?? null }
    if (muted)
      await db
        .insertInto('conversation_mutes')
        .values(mine)
        .onConflict((on) => on.doNothing())
        .execute()
    else
      await db
        .deleteFrom('conversation_mutes')
        .where('conversation_id', '=', id)
        .where('user_id', '=', mine.user_id)
        .where('grant_id', mine.grant_id === null ? 'is' : '=', mine.grant_id)
        .execute()
    emit({ stream: ownStreamOf(viewer), fact: 'conversation.muted', data: { conversationId: id, muted } })
  })
}
