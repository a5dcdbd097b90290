import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'
import { amongAll, belonging, isOf, type Few, type FewOf } from '#server/search/few.ts'
import { holds } from '#server/search/words.ts'

/** Where a word may be found: the few that are called so. */
export interface Called {
  word: string
  accounts: Few
  people: Few
  projects: Few
}

export const calledSo = async (fewOf: FewOf, word: string): Promise<Called> => {
  const [accounts, people, projects] = await Promise.all([
    fewOf('accounts', [word]),
    fewOf('users', [word]),
    fewOf('projects', [word]),
  ])
  return { word, accounts, people, projects }
}

/**
 * Conversations `v` with each word in one of the names, looked for where the names are: so that no name is read of a conversation that is none
 * of them. `lately`: ids of the newest, which alone are asked where more are called so than are known by id.
 */
export const withEach = (
  { staff, grant, policy }: Viewer,
  called: readonly Called[],
  lately: Expression<unknown>,
): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    called.map(({ word, accounts, people, projects }) => {
      // A contact's own name is in the title of none; what the host is called is in that of their account's.
      const other = staff ? sql.ref('v.user_id') : sql.ref('v.staff_id')
      const host = grant ? sql`(v.kind = 'account' and ${holds(sql`${policy.hostName}::text`, [word])})` : sql`false`
      const all = accounts.all && people.all && projects.all
      // An external's are few already, and the host's name is of no table.
      const first = staff
        ? amongAll(
            sql.ref('v.id'),
            belonging('conversations', 'account_id', accounts),
            belonging('conversations', 'user_id', people),
            belonging('conversations', 'project_id', projects),
            ...(all ? [] : [lately]),
          )
        : sql`true`
      return sql`((${isOf(sql.ref('v.account_id'), accounts, 'accounts', [word])} or ${host}
        or (v.kind = 'direct' and ${isOf(other, people, 'users', [word])})
        or (v.kind = 'project' and ${isOf(sql.ref('v.project_id'), projects, 'projects', [word])})) and ${first})`
    }),
    sql` and `,
  )})`
