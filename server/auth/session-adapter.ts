import type { Adapter, DatabaseSession } from 'lucia'
import { sql } from 'kysely'
import type { Portal } from '#server/platform/portal.ts'
import { endSessions } from './end-sessions.ts'

/**
 * Lucia's sessions in our table. The ids it hands in are SHA-256 of the cookie's token [S8]. Whether a session has ended is
 * decided by the database's clock; a dead one is simply not found, and removed later, because removing one is a rule that changes.
 */
export function sessionAdapter(portal: Portal): Adapter {
  const { db } = portal.database
  return {
    async getSessionAndUser(id) {
      const row = await db
        .selectFrom('sessions')
        .selectAll()
        .where('id', '=', id)
        .where(sql<boolean>`least(expires_at, absolute_expires_at) > clock_timestamp()`)
        .executeTakeFirst()
      if (!row) return [null, null]
      return [toLucia(row), { id: row.user_id, attributes: {} }]
    },
    async getUserSessions(userId) {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('last_used_at', 'desc')
        .execute()
      return rows.map(toLucia)
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await db
        .insertInto('sessions')
        .values({
          id,
          user_id: userId,
          expires_at: expiresAt,
          absolute_expires_at: attributes.absoluteExpiresAt,
          user_agent: attributes.userAgent,
          address: attributes.address,
        })
        .execute()
    },
    async updateSessionExpiration(id, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ expires_at: expiresAt, last_used_at: sql`clock_timestamp()` })
        .where('id', '=', id)
        .execute()
    },
    deleteSession: (id) => endSessions(portal, { id }),
    deleteUserSessions: (userId) => endSessions(portal, { userId }),
    deleteExpiredSessions: () => endSessions(portal, { ended: true }),
  }
}

interface SessionRow {
  id: string
  user_id: string
  expires_at: Date
  absolute_expires_at: Date
  user_agent: string
  address: string
}

const toLucia = (row: SessionRow): DatabaseSession => ({
  id: row.id,
  userId: row.user_id,
  expiresAt: row.expires_at,
  attributes: { absoluteExpiresAt: row.absolute_expires_at, userAgent: row.user_agent, address: row.address },
})
