import { sql } from 'kysely'
import type { Kind, Role } from '#server/access/catalogue.ts'
import { isAdmin } from '#server/access/viewer.ts'
import type { Look } from '#server/platform/look.ts'

/** Access that somebody had and has no more. */
export interface EarlierView {
  id: string
  name: string
  role: Role
  kind: Kind
  /** ISO 8601. */
  from: string
  until: string
  /** Who removed it. */
  by: string | null
}

/** So many are on a page, the newest. */
const SHOWN = 20

/**
 * What was removed of the access to an account, the newest first, as the log has it [A18]: a grant's row goes with it. `userId`: of that person only.
 * For the host's admins, whose the log is; nothing for others.
 */
export async function earlierAccess(
  { db, viewer }: Pick<Look, 'db' | 'viewer'>,
  accountId: string,
  userId?: string | null,
): Promise<EarlierView[]> {
  if (!isAdmin(viewer) || userId === null) return []
  const { rows } = await sql<Omit<EarlierView, 'until' | 'from'> & { from: Date; until: Date }>`
    select e.id::text, u.name, (e.old->>'role')::int as role, e.old->>'kind' as kind, by.name as by,
      (e.old->>'since')::timestamptz as from, least(e.at, (e.old->>'expires_at')::timestamptz) as until
    from audit_entries e join users u on u.id = (e.old->>'userId')::uuid left join users by on by.id = e.actor_id
    where e.what = 'grant_removed' and e.old->>'accountId' = ${accountId}
      and ${userId ? sql`e.old->>'userId' = ${userId}` : sql`true`}
    order by e.id desc limit ${SHOWN}`.execute(db)
  return rows.map((row) => ({ ...row, from: row.from.toISOString(), until: row.until.toISOString() }))
}
