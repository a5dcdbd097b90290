import { staffMayLeave } from '#server/access/conversation-sql.ts'
import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { streamOf } from '#server/streams/events.ts'
import type { LeaveConversationForm } from './forms.ts'

/**
 * Takes an admin out of a conversation that they came into by writing (docs/decisions/0032); whoever is in it by an account or a project goes with
 * that, and nothing is done. They may look into it as before, and come in again by writing. Errors: `NotFound`; `NotAllowed` while they may only read [A17].
 */
export function leaveConversation(caller: Caller, { conversationId }: LeaveConversationForm): Promise<void> {
  return work.rule(caller, 'conversation_left', async ({ db, scope, viewer, must, audit, emit }) => {
    const { id, facts } = await scope.conversation(conversationId)
    must('conversation.leave', facts)
    const left = await db
      .deleteFrom('conversation_joined')
      .where('conversation_id', '=', id)
      .where('user_id', '=', viewer.userId)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('conversations as v')
            .select('v.id')
            .where('v.id', '=', id)
            .where(staffMayLeave(sql`${viewer.userId}::uuid`)),
        ),
      )
      .returning('user_id')
      .executeTakeFirst()
    const reach = { to: 'conversation', id } as const
    if (!left) return { reach, result: undefined }
    // Who comes in again is told of answers again.
    await db
      .deleteFrom('conversation_mutes')
      .where('conversation_id', '=', id)
      .where('user_id', '=', viewer.userId)
      .execute()
    audit('conversation.left', `conversation:${id}`)
    emit({ stream: streamOf.conversation(id), fact: 'readers.changed', data: {} })
    emit({ stream: ownStreamOf(viewer), fact: 'conversation.left', data: { conversationId: id } })
    return { reach, result: undefined }
  })
}
