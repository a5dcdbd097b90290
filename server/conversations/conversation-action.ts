import { feedAction, isFeedIntent } from '#server/feed/feed-action.ts'
import { fileAction, isFileIntent } from '#server/files/file-action.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { closeConversation } from './close-conversation.ts'
import { closeConversationForm, leaveConversationForm, muteConversationForm } from './forms.ts'
import { leaveConversation } from './leave-conversation.ts'
import { muteConversation } from './mute-conversation.ts'

/** Does what a form of a conversation's page asks for, its feed and files included. Errors: `Invalid`, and those of the use-cases. */
export async function conversationAction(
  caller: Caller,
  conversationId: string,
  form: FormData,
): Promise<{ done: string }> {
  if (isFeedIntent(form)) return feedAction(caller, { kind: 'conversation', id: conversationId }, form)
  if (isFileIntent(form)) return fileAction(caller, form)
  // The conversation is the one whose page it is, whatever else was sent [S6].
  form.set('conversationId', conversationId)
  const intent = form.get('intent')
  switch (intent) {
    case 'close':
      await closeConversation(caller, readForm(closeConversationForm, form))
      return { done: intent }
    case 'leave':
      await leaveConversation(caller, readForm(leaveConversationForm, form))
      return { done: intent }
    case 'mute':
      await muteConversation(caller, readForm(muteConversationForm, form))
      return { done: intent }
    default:
      throw new Invalid({})
  }
}
