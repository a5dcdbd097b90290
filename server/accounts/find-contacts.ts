import { sql, type SqlBool } from 'kysely'
import type { Kind } from '#server/access/catalogue.ts'
import { anywhere } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'

/** So many are offered; who is looked for is found by more letters. */
const OFFERED = 8

const HAS = sql<Kind[]>`array(
  select g.kind from grants g where g.account_id = c.account_id and (g.contact_id = c.id or g.user_id = c.user_id)
  union select i.kind from invitations i where i.contact_id = c.id and i.used_at is null and i.withdrawn_at is null)`

/** Somebody who could be given access. */
export interface Candidate {
  id: string
  /** The user that they are, once they are one. */
  userId: string | null
  name: string
  email: string | null
  account: string
  /** The kinds of access that they have, or were offered. */
  has: Kind[]
  /** The kind that fits the account [A2]. */
  proposes: 'client' | 'supplier'
}

/** Contacts whose name, address or account fits the words; with an id, that one. */
export async function findContacts(
  { db, must }: Pick<Look, 'db' | 'must'>,
  asked: { q: string; id: string | null },
): Promise<Candidate[]> {
  must('access.grant')
  if (asked.q === '' && !asked.id) return []
  const pattern = anywhere(asked.q)
  const rows = await db
    .selectFrom('contacts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.id', 'c.user_id as userId', 'c.name', 'c.email', 'a.name as account', 'a.is_customer'])
    .select(HAS.as('has'))
    .where(
      asked.id
        ? sql<SqlBool>`c.id::text = ${asked.id}`
        : sql<SqlBool>`(c.name ilike ${pattern} or c.email ilike ${pattern} or a.name ilike ${pattern})`,
    )
    .orderBy(sql`lower(c.name)`)
    .orderBy('c.id')
    .limit(OFFERED)
    .execute()
  return rows.map(({ is_customer, ...row }) => ({ ...row, proposes: is_customer ? 'client' : 'supplier' }))
}
