import { sql } from 'kysely'
import { placeAt } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { AT_ONCE } from './queries.ts'

/** Where a note is read. */
interface NotePlace {
  id: string
  /** Whose it is, as its reader says it: the account's, or for an external the host's. */
  title: string
  /** Below the reader's prefix. */
  path: string
}

/** Where these notes are read that the viewer may see: on their account's page or the page of shared ones, as far back as they stand there. */
export async function notePlaces({ viewer, db, scope }: Look, ids: readonly string[]): Promise<NotePlace[]> {
  if (ids.length === 0) return []
  const notes = scope.notes('note.list').clearSelect()
  const accounts = notes.select('n.account_id').where('n.id', 'in', ids)
  const inOrder = sql`(partition by n.account_id order by n.created_at desc, n.id desc)`
  const rows = await db
    .selectFrom(
      notes
        .innerJoin('accounts as a', 'a.id', 'n.account_id')
        .select(['n.id', 'n.account_id', 'a.name as account'])
        .select([
          sql<number>`(row_number() over ${inOrder})::int`.as('nth'),
          sql<string>`lag(n.created_at::text) over ${inOrder}`.as('before'),
          sql<string>`lag(n.id) over ${inOrder}`.as('before_id'),
        ])
        .where('n.account_id', 'in', accounts)
        .as('n'),
    )
    .selectAll('n')
    .where('n.id', 'in', ids)
    .execute()
  return rows.map(({ id, account_id, account, nth, before, before_id }) => {
    const after = nth > AT_ONCE ? `?after=${placeAt({ place: before, id: before_id })}` : ''
    return viewer.staff
      ? { id, title: account, path: `/accounts/${account_id}${after}` }
      : { id, title: viewer.policy.hostName, path: `/notes${after}` }
  })
}
