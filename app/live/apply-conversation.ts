import type { ConversationView } from '#server/conversations/queries.ts'
import type { AttachmentView } from '#server/files/views.ts'
import type { News } from '#server/streams/frames.ts'
import { applyAttachment } from './apply-attachments.ts'

/** What a conversation's page shows besides its feed. */
export interface ConversationState {
  conversation: ConversationView
  files: readonly AttachmentView[]
}

/** Puts a fact of a conversation's stream into its page. Pure. Null: only a fresh snapshot shows it. */
export function applyConversation(state: ConversationState, news: News): ConversationState | null {
  const files = applyAttachment(state.files, news)
  if (files) return { ...state, files }
  if (news.fact.startsWith('entry.')) return state
  if (news.fact !== 'conversation.closed') return null
  return { ...state, conversation: { ...state.conversation, closed: news.data.closed === true } }
}
