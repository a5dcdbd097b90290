import { frozenNow } from '#server/access/frozen-now.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import type { Look } from '#server/platform/look.ts'
import type { Work } from '#server/platform/work.ts'
import type { StaffRole } from './catalogue.ts'

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

/** Owners are made, changed and unmade by Owners: else an admin could make themselves one. */
export function mustDealWith({ viewer }: Pick<Work, 'viewer'>, role: StaffRole): void {
  if (role === 'owner' && viewer.staff?.role !== 'owner') throw new NotAllowed('only_owners')
}

/** The portal keeps at least one Owner who can sign in and is not frozen. Ask after the change, under the gate. */
export async function mustKeepAnOwner({ db }: Pick<Work, 'db'>): Promise<void> {
  const owner = await db
    .selectFrom('users as u')
    .select('u.id')
    .where('u.staff_role', '=', 'owner')
    .where(frozenNow('u'), 'is', null)
    .executeTakeFirst()
  if (!owner) throw new Conflict('last_owner')
}
