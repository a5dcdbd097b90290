import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from '#server/access/viewer.ts'
import { anywhere } from '#server/platform/keyset.ts'
import { amongAll, belonging, type Few } from '#server/search/few.ts'
import { holds } from '#server/search/words.ts'
import type { Called } from './with-words.ts'

/**
 * So many of the newest are looked through for what was typed. A list is shorter nearly everywhere; where one is longer, reading the names of all
 * of it would be waited for.
 */
export const LOOKED_THROUGH = 2000

/**
 * Conversations `v`, as `named` joins their names, that are called as was typed: it stands in the title or the account's name, or each word of it
 * [F6] in one of the names. `lately`: ids of the newest; of all others those are asked that belong to the few who are called by one of the words.
 */
export function calledAsTyped(
  { staff, grant, policy }: Viewer,
  typed: string,
  called: readonly Called[],
  lately: Expression<unknown>,
): RawBuilder<SqlBool> {
  const other = staff ? sql.ref('cu.name') : sql.ref('su.name')
  const names = sql`concat_ws(' ', a.name, p.name, case when v.kind = 'direct' then ${other} end)`
  const host = grant ? sql`case when v.kind = 'account' then ${policy.hostName}::text end` : sql`null`
  const inWords =
    called.length > 0
      ? holds(
          sql`concat_ws(' ', ${names}, a.email, ${host})`,
          called.map(({ word }) => word),
        )
      : sql<SqlBool>`false`
  // Only where they are all that are called so: of very many, any two hundred would be others at each page.
  const ofAll = (column: string, few: Few) => (few.all ? [belonging('conversations', column, few)] : [])
  const known = called.flatMap(({ accounts, people, projects }) => [
    ...ofAll('account_id', accounts),
    ...ofAll('project_id', projects),
    // What an external has with one of the host's people is among their newest.
    ...(staff ? ofAll('user_id', people) : []),
  ])
  return sql<SqlBool>`(${amongAll(sql.ref('v.id'), lately, ...known)} and (${names} ilike ${anywhere(typed)} or ${inWords}))`
}
