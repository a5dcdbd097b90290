import { keyOf, sentId, type Member } from '#db/testing/cast.ts'
import { postEntryForm } from '#server/feed/forms.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { feedOf } from '#server/feed/queries.ts'
import { factsOf, type FeedSubject } from '#server/feed/subject.ts'
import { look } from '#server/platform/look.ts'
import type { TestPortal } from '#tools/test-portal.ts'
import type { OpenConversationForm } from '../forms.ts'
import { listConversations } from '../list-conversations.ts'
import { openConversation } from '../open-conversation.ts'

interface Typed {
  body?: string
  sentId?: string
  audience?: string[]
  replyTo?: string
}

/** What people do in conversations, on one portal. */
export function talking(on: TestPortal) {
  const about = (id: string): FeedSubject => ({ kind: 'conversation', id })
  const all = () => Object.values(on.cast).flatMap((one) => (typeof one === 'string' ? [] : [one.userId]))
  return {
    about,
    open: async (who: Member, asked: OpenConversationForm) =>
      (await openConversation(on.as(who), asked)).conversationId,
    say: (who: Member, id: string, typed: Typed = {}) =>
      postEntry(
        on.as(who),
        about(id),
        postEntryForm.parse({ body: 'Hello', sentId: sentId(), audience: all(), ...typed }),
      ),
    read: (who: Member, id: string, seq: number) => markRead(on.as(who), about(id), { all: seq, team: 0 }),
    list: (who: Member, query = '') => look(on.as(who), (here) => listConversations(here, new URLSearchParams(query))),
    page: (who: Member, id: string, before?: string) =>
      look(on.as(who), (here) => feedOf(here, about(id), factsOf(here.scope, about(id)), { before: before ?? null })),
    /** The facts of a person's own stream. */
    heard: (who: Member) =>
      on.db.selectFrom('events').select(['fact', 'data']).where('stream', '=', keyOf(who)).orderBy('seq').execute(),
  }
}
