import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'
import { ofAccounts } from '#server/search/hits.ts'
import { holds } from '#server/search/words.ts'

/**
 * Conversations `v` with each word in one of the names, looked for where the names are: so that no name is read of a conversation that is none
 * of them.
 */
export const withEach = ({ staff, grant, policy }: Viewer, words: readonly string[]): RawBuilder<SqlBool> =>
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
