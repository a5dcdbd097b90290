import { sql, type SqlBool } from 'kysely'
import type { Look } from '#server/platform/look.ts'
import { askedFor, fromFew, LATELY, ofAccounts, type Asked } from './asked.ts'
import { isOf, newest, NONE } from './few.ts'
import { ROWS, type Hit } from './hits.ts'

/** Contracts by their reference, title and account, newest first; never by their text, which in Draft externals do not see [D2]. */
export async function findContracts({ scope }: Look, asked: Asked): Promise<Hit[]> {
  const few = asked.ids ? NONE : await asked.fewOf('contracts', asked.words)
  const lately = scope
    .contracts('contract.list')
    .clearSelect()
    .select('c.id')
    .orderBy('c.created_at', 'desc')
    .limit(LATELY)
  const rows = await scope
    .contracts('contract.list')
    .clearSelect()
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.id', 'c.ref', 'c.title', 'c.status', 'a.name as account'])
    .where(
      askedFor(
        asked,
        sql`c.id`,
        () =>
          sql<SqlBool>`(${isOf(sql`c.id`, few, 'contracts', asked.words)} or ${ofAccounts(sql`c.id`, sql`c.account_id`, asked, lately)})
            and ${fromFew(sql`c.id`, 'contracts', few, asked, lately)}`,
      ),
    )
    .orderBy(newest(sql`c.created_at`, few), 'desc')
    .orderBy('c.id')
    .limit(ROWS)
    .execute()
  return rows.map(({ id, ref, title, status, account }) => ({
    subject: 'contracts',
    id,
    title,
    beside: account,
    ref,
    status: { of: 'contract', is: status },
    path: `/contracts/${id}`,
  }))
}
