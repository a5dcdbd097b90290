import { sql } from 'kysely'
import { storeHappened } from '#server/feed/store-happened.ts'
import { tellTakingPart } from '#server/feed/tell-taking-part.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { CloseConversationForm } from './forms.ts'

/**
 * Closes a conversation, or opens it again: while it is closed nobody writes in it, and everybody goes on reading. In force when it returns.
 * Errors: `NotFound`, `NotAllowed` for externals.
 */
export function closeConversation(caller: Caller, { conversationId, closed }: CloseConversationForm): Promise<void> {
  return work.rule(caller, 'conversation_closed', async (now) => {
    const { db, scope, viewer, must, audit, emit } = now
    const row = await scope.conversation(conversationId, 'lock')
    must('conversation.close', row.facts)
    const reach = { to: 'conversation', id: conversationId } as const
    if (row.facts.closed === closed) return { reach, result: undefined }
    await db
      .updateTable('conversations')
      .set({ closed_at: closed ? sql<Date>`clock_timestamp()` : null, closed_by: closed ? viewer.userId : null })
      .where('id', '=', conversationId)
      .execute()
    audit('conversation.closed', `conversation:${conversationId}`, {
      old: { closed: row.facts.closed },
      new: { closed },
    })
    const stream = streamOf.conversation(conversationId)
    storeHappened(now, stream, { what: closed ? 'closed' : 'opened' })
    emit({ stream, fact: 'conversation.closed', data: { closed } })
    await tellTakingPart(now, conversationId, 'conversation.changed')
    return { reach, result: undefined }
  })
}
