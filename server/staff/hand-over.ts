import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { OPEN_TO_APPROVERS } from '#server/contracts/statuses.ts'
import { Conflict } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** Rows that are shown; after those the rest come up. */
const MOST = 40

/** Something that somebody else has to take before its holder can go, and the page on which it is given to them. */
export interface HandedOver {
  id: string
  what: 'manages' | 'answers' | 'approves'
  title: string
  /** Of the staff's side, without its base. */
  path: string
}

/**
 * What would be left without anybody: projects under way that they manage, people outside whom they answer for, contracts that wait for their
 * approval. `more`: there are others besides.
 */
export async function toHandOver(db: Db, userId: string): Promise<{ rows: HandedOver[]; more: boolean }> {
  const { rows } = await sql<HandedOver>`
    select p.id, 'manages' as what, p.name as title, '/projects/' || p.id || '/people' as path
    from projects p where p.manager_id = ${userId} and p.status not in ('done', 'cancelled')
    union all
    select g.id, 'answers', u.name || ' (' || a.name || ')', '/accounts/' || a.id || coalesce('/contacts/' || g.contact_id, '')
    from grants g join users u on u.id = g.user_id join accounts a on a.id = g.account_id
    where g.answers_id = ${userId} and (g.expires_at is null or g.expires_at > clock_timestamp())
    union all
    select c.id, 'approves', c.title, '/contracts/' || c.id || '/people'
    from contract_people cp join contracts c on c.id = cp.contract_id
    where cp.user_id = ${userId} and cp.grant_id is null and cp.role = 'approver' and c.status = any(${[...OPEN_TO_APPROVERS]}::text[])
      and not exists (select from approvals ap where ap.contract_id = c.id and ap.user_id = cp.user_id and ap.withdrawn_at is null)
    order by what desc, title, id limit ${MOST + 1}`.execute(db)
  return { rows: rows.slice(0, MOST), more: rows.length > MOST }
}

/** Nobody goes while something would be left without anybody. Ask under the gate. Errors: `Conflict`. */
export async function mustBeHandedOver({ db }: Pick<Work, 'db'>, { id, name }: { id: string; name: string }) {
  const { rows } = await toHandOver(db, id)
  if (rows.length > 0) throw new Conflict('staff_hands_over', { name })
}
