import { sql } from 'kysely'
import { newestFirst } from '#server/conversations/list-conversations.ts'
import { named } from '#server/conversations/named.ts'
import { calledSo, withEach } from '#server/conversations/with-words.ts'
import { viewTitle } from '#server/conversations/views.ts'
import type { Look } from '#server/platform/look.ts'
import { askedFor, newest, ROWS, type Asked, type Hit } from './hits.ts'

/** Conversations by whom they are with: account, project and the other person [C1]; the one with the newest message first. */
export async function findConversations({ viewer, scope }: Look, asked: Asked): Promise<Hit[]> {
  const called = asked.ids ? [] : await Promise.all(asked.words.map((word) => calledSo(asked.fewOf, word)))
  const rows = await named(scope.conversations('conversation.list'))
    .where(askedFor(asked, sql`v.id`, () => withEach(viewer, called)))
    .orderBy(
      newest(
        newestFirst(viewer).key,
        ...called.flatMap(({ accounts, people, projects }) => [accounts, people, projects]),
      ),
      'desc',
    )
    .orderBy('v.id')
    .limit(ROWS)
    .execute()
  return rows.map((row) => {
    const { id, title, account } = viewTitle(viewer, row)
    return {
      subject: 'conversations',
      id,
      title,
      beside: account,
      ref: null,
      status: null,
      path: `/conversations/${id}`,
    }
  })
}
