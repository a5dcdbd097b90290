import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Portal } from '#server/platform/portal.ts'
import { shutTo } from './can.ts'
import { policyOf } from './policy.ts'
import { COLUMNS } from './viewer-row.ts'
import { viewerOf, type Viewer } from './viewer.ts'

/** Somebody who is not here, in one grant or as staff. */
export interface Absent {
  userId: string
  grantId: string | null
}

/**
 * What somebody who is not here would be if they came now: for what is decided again before it is sent to them. Null where nobody would get in,
 * whatever the reason.
 */
export async function readAbsent(db: Db, portal: Portal, { userId, grantId }: Absent): Promise<Viewer | null> {
  const soon = sql<Date>`clock_timestamp() + interval '1 day'`
  const row = await db
    .selectFrom('users as u')
    .innerJoin(db.selectNoFrom([soon.as('expires_at'), soon.as('absolute_expires_at')]).as('s'), (join) =>
      join.onTrue(),
    )
    .leftJoin('grants as g', (on) => on.onRef('g.user_id', '=', 'u.id').on('g.id', '=', grantId))
    .leftJoin('accounts as a', 'a.id', 'g.account_id')
    .crossJoin('policy_version as v')
    .where('u.id', '=', userId)
    .select(COLUMNS)
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .executeTakeFirst()
  if (!row || (grantId === null) !== (row.kind === 'staff') || (grantId !== null && !row.grant_id)) return null
  const caller = { portal, userId, grantId, sessionId: '', address: '' }
  const viewer = viewerOf(caller, row, await policyOf(db, portal, row.version))
  return shutTo(viewer) ? null : viewer
}
