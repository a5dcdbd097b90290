import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'
import { newestFirst } from '#server/conversations/list-conversations.ts'
import { named } from '#server/conversations/named.ts'
import { viewTitle } from '#server/conversations/views.ts'
import type { Look } from '#server/platform/look.ts'
import { askedFor, ofAccounts, ROWS, type Asked, type Hit } from './hits.ts'
import { holds } from './words.ts'

/** Conversations by whom they are with: account, project and the other person [C1]; the one with the newest message first. */
export async function findConversations({ viewer, scope }: Look, asked: Asked): Promise<Hit[]> {
  const rows = await named(scope.conversations('conversation.list'))
    .where(askedFor(asked, sql`v.id`, (words) => withEach(viewer, words)))
    .orderBy(newestFirst(viewer).key, 'desc')
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

/** Each word in one of the names, looked for where the names are: so that no name is read of a conversation that is none of them. */
const withEach = ({ staff, grant, policy }: Viewer, words: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    words.map((word) => {
      const people = sql`(select w.id from users w where ${holds(sql`w.name`, [word])})`
      // A contact's own name is in the title of none; what the host is called is in that of their account's.
      const other = staff ? sql.ref('v.user_id') : sql.ref('v.staff_id')
      const host = grant ? sql`(v.kind = 'account' and ${holds(sql`${policy.hostName}::text`, [word])})` : sql`false`
      return sql`(${ofAccounts(sql.ref('v.account_id'), [word])} or (v.kind = 'direct' and ${other} = any(array${people})) or ${host}
        or (v.kind = 'project' and ${holds(sql.ref('p.name'), [word])}))`
    }),
    sql` and `,
  )})`
