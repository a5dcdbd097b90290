import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { newestFirst } from '#server/conversations/list-conversations.ts'
import { named } from '#server/conversations/named.ts'
import { viewTitle } from '#server/conversations/views.ts'
import type { Look } from '#server/platform/look.ts'
import { askedFor, fewOf, isOf, newest, ROWS, type Asked, type Few, type Hit } from './hits.ts'
import { holds } from './words.ts'

/** Conversations by whom they are with: account, project and the other person [C1]; the one with the newest message first. */
export async function findConversations({ viewer, db, scope }: Look, asked: Asked): Promise<Hit[]> {
  const called = asked.ids ? [] : await Promise.all(asked.words.map((word) => calledSo(db, word)))
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

/** Where a word may be found: the few that are called so. */
interface Called {
  word: string
  accounts: Few
  people: Few
  projects: Few
}

const calledSo = async (db: Db, word: string): Promise<Called> => {
  const [accounts, people, projects] = await Promise.all([
    fewOf(db, 'accounts', [word]),
    fewOf(db, 'users', [word]),
    fewOf(db, 'projects', [word]),
  ])
  return { word, accounts, people, projects }
}

/** Each word in one of the names, looked for where the names are: so that no name is read of a conversation that is none of them. */
const withEach = ({ staff, grant, policy }: Viewer, called: readonly Called[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    called.map(({ word, accounts, people, projects }) => {
      // A contact's own name is in the title of none; what the host is called is in that of their account's.
      const other = staff ? sql.ref('v.user_id') : sql.ref('v.staff_id')
      const host = grant ? sql`(v.kind = 'account' and ${holds(sql`${policy.hostName}::text`, [word])})` : sql`false`
      return sql`(${isOf(sql.ref('v.account_id'), accounts, 'accounts', [word])} or ${host}
        or (v.kind = 'direct' and ${isOf(other, people, 'users', [word])})
        or (v.kind = 'project' and ${isOf(sql.ref('v.project_id'), projects, 'projects', [word])}))`
    }),
    sql` and `,
  )})`
