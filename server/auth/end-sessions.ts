import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { ownRule } from '#server/platform/own-rule.ts'
import type { Portal } from '#server/platform/portal.ts'

type Which = { id: string } | { userId: string } | { othersOf: string; but: string } | { ended: true }

/** Ends sessions so that pages, sockets and downloads of theirs end with them, on every node, before this returns [S12]. */
export function endSessions(portal: Portal, which: Which): Promise<void> {
  return ownRule(portal, 'sessions_ended', async (db) => {
    const users = await removeSessions(db, which)
    const [first] = users
    return first === undefined
      ? null
      : users.every((user) => user === first)
        ? { to: 'user', id: first }
        : { to: 'all' }
  })
}

/** Takes sessions away inside a rule that is being changed; answers whose they were. */
export async function removeSessions(db: Db, which: Which): Promise<string[]> {
  const removed = await db
    .deleteFrom('sessions')
    .$if('id' in which, (query) => query.where('id', '=', 'id' in which ? which.id : ''))
    .$if('userId' in which, (query) => query.where('user_id', '=', 'userId' in which ? which.userId : ''))
    .$if('othersOf' in which, (query) =>
      'othersOf' in which
        ? query.where('user_id', '=', which.othersOf).where('id', '<>', which.but)
        : query.where(sql<boolean>`false`),
    )
    .$if('ended' in which, (query) =>
      query.where(sql<boolean>`least(expires_at, absolute_expires_at) <= clock_timestamp()`),
    )
    .returning('user_id')
    .execute()
  return removed.map((row) => row.user_id)
}
