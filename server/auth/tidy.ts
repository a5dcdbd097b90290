import { sql } from 'kysely'
import type { Portal } from '#server/platform/portal.ts'
import { endSessions } from './end-sessions.ts'

/** Once a night: what has ended is cleared away. */
export async function tidySignIn(portal: Portal): Promise<void> {
  const { db } = portal.database
  await endSessions(portal, { ended: true })
  await db.deleteFrom('rate_limits').where('expire', '<', Date.now()).execute()
  await db
    .deleteFrom('known_devices')
    .where('seen_at', '<', sql<Date>`clock_timestamp() - interval '180 days'`)
    .execute()
  await db
    .deleteFrom('password_resets')
    .where('expires_at', '<', sql<Date>`clock_timestamp() - interval '30 days'`)
    .execute()
}
