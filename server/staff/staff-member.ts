import type { Db } from '#db/database.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import type { Look } from '#server/platform/look.ts'
import type { Work } from '#server/platform/work.ts'
import { STAFF_ROLES, type StaffRole } from './catalogue.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The row of somebody who is of the staff, or was. Errors: `NotAllowed` for all but admins, `NotFound`. */
export async function everStaff({ db, must }: Pick<Look, 'db' | 'must'>, id: string) {
  must('staff.edit')
  const row = UUID.test(id)
    ? await db.selectFrom('users').selectAll().where('id', '=', id).where('kind', '=', 'staff').executeTakeFirst()
    : undefined
  if (!row?.staff_role) throw new NotFound()
  return { ...row, staff_role: row.staff_role }
}

/** The row of somebody of the staff. Errors: those of `everStaff`; `Conflict` for who was removed meanwhile. */
export async function staffMember(here: Pick<Look, 'db' | 'must'>, id: string) {
  const row = await everStaff(here, id)
  if (row.removed_at) throw new Conflict('staff_gone', { name: row.name })
  return row
}

/** The roles that this viewer deals with. Owners are made, changed and unmade by Owners: else an admin could make themselves one. */
export const rolesDealtWith = ({ staff }: Viewer): StaffRole[] =>
  STAFF_ROLES.filter((role) => role !== 'owner' || staff?.role === 'owner')

export function mustDealWith({ viewer }: Pick<Work, 'viewer'>, role: StaffRole): void {
  if (!rolesDealtWith(viewer).includes(role)) throw new NotAllowed('only_owners')
}

/** The portal keeps at least one Owner who can sign in and is not frozen. Ask after the change, under the gate. */
export async function mustKeepAnOwner({ db }: Pick<Work, 'db'>): Promise<void> {
  if (!(await ownersNow(db).executeTakeFirst())) throw new Conflict('last_owner')
}

/** Whether the portal would have no Owner without this one. */
export async function isLastOwner(
  { db }: Pick<Look, 'db'>,
  { id, staff_role: role }: { id: string; staff_role: StaffRole },
) {
  return role === 'owner' && !(await ownersNow(db).where('u.id', '!=', id).executeTakeFirst())
}

const ownersNow = (db: Db) =>
  db.selectFrom('users as u').select('u.id').where('u.staff_role', '=', 'owner').where(frozenNow('u'), 'is', null)
