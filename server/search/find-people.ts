import { sql } from 'kysely'
import { decide } from '#server/access/can.ts'
import type { Look } from '#server/platform/look.ts'
import { askedFor, type Asked } from './asked.ts'
import { amongAll, belonging, idsOf, isAmong, NONE } from './few.ts'
import { ROWS, type Hit } from './hits.ts'

/** Accounts by name and address, for the host's own: an external has no page of one. By name. */
export async function findAccounts({ viewer, scope }: Look, asked: Asked): Promise<Hit[]> {
  if (!decide(viewer, 'account.list').allowed) return []
  const rows = await scope
    .accounts()
    .clearSelect()
    .select(['a.id', 'a.name', 'a.email'])
    .where(askedFor(asked, sql`a.id`, () => isAmong(sql`a.id`, asked.accounts)))
    .orderBy(sql`lower(a.name)`)
    .orderBy('a.id')
    .limit(ROWS)
    .execute()
  return rows.map(({ id, name, email }) => person('accounts', id, name, email, `/accounts/${id}`))
}

/** Contacts by name, address and account, for the host's own. By name. */
export async function findContacts({ viewer, scope }: Look, asked: Asked): Promise<Hit[]> {
  if (!decide(viewer, 'account.list').allowed) return []
  const few = asked.ids ? NONE : await asked.fewOf('contacts', asked.words)
  const rows = await scope
    .accounts()
    .clearSelect()
    .innerJoin('contacts as c', 'c.account_id', 'a.id')
    .select(['c.id', 'c.name', 'a.id as account_id', 'a.name as account'])
    .where(askedFor(asked, sql`c.id`, () => amongAll(sql`c.id`, idsOf(few), ...ofFewAccounts(asked))))
    .orderBy(sql`lower(c.name)`)
    .orderBy('c.id')
    .limit(ROWS)
    .execute()
  return rows.map(({ id, name, account_id, account }) =>
    person('contacts', id, name, account, `/accounts/${account_id}/contacts/${id}`),
  )
}

/** By the account only where few are called so: contacts of hundreds of accounts are found by their own names. */
const ofFewAccounts = ({ accounts }: Asked) => (accounts.all ? [belonging('contacts', 'account_id', accounts)] : [])

/** The host's own people by name and address, for whom their cards open [A20], however many outside are called so. By name. */
export async function findStaff({ viewer, db }: Look, asked: Asked): Promise<Hit[]> {
  if (!decide(viewer, 'staff.edit').allowed) return []
  const few = asked.ids ? NONE : await asked.fewOf('staff', asked.words)
  const rows = await db
    .selectFrom('users as u')
    .select(['u.id', 'u.name', 'u.email'])
    .where('u.kind', '=', 'staff')
    .where('u.removed_at', 'is', null)
    .where(askedFor(asked, sql`u.id`, () => isAmong(sql`u.id`, few)))
    .orderBy(sql`lower(u.name)`)
    .orderBy('u.id')
    .limit(ROWS)
    .execute()
  return rows.map(({ id, name, email }) => person('staff', id, name, email, `/settings/staff/${id}`))
}

const person = (subject: Hit['subject'], id: string, title: string, beside: string | null, path: string): Hit => ({
  subject,
  id,
  title,
  beside,
  ref: null,
  status: null,
  path,
})
