import { sql } from 'kysely'
import { newestFirst } from '#server/conversations/list-conversations.ts'
import { named } from '#server/conversations/named.ts'
import { calledSo, withEach } from '#server/conversations/with-words.ts'
import { viewTitle } from '#server/conversations/views.ts'
import type { Look } from '#server/platform/look.ts'
import { askedFor, LATELY, type Asked } from './asked.ts'
import { newest } from './few.ts'
import { ROWS, type Hit } from './hits.ts'

/** Conversations by whom they are with: account, project and the other person [C1]; the one with the newest message first. */
export async function findConversations({ viewer, scope }: Look, asked: Asked): Promise<Hit[]> {
  const called = asked.ids ? [] : await Promise.all(asked.words.map((word) => calledSo(asked.fewOf, word)))
  const { key } = newestFirst(viewer)
  const lately = scope
    .conversations('conversation.list')
    .clearSelect()
    .select('v.id')
    .orderBy(key, 'desc')
    .limit(LATELY)
  const rows = await named(scope.conversations('conversation.list'))
    .where(askedFor(asked, sql`v.id`, () => withEach(viewer, called, lately)))
    // What staff find is known by its ids, whatever they typed.
    .orderBy(
      newest(
        key,
        ...(viewer.staff ? [] : called.flatMap(({ accounts, people, projects }) => [accounts, people, projects])),
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
