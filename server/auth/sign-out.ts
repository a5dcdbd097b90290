import type { Caller } from '#server/platform/caller.ts'
import { endSessions } from './end-sessions.ts'
import { closingCookie } from './sessions.ts'

/** Ends the caller's session everywhere, at once [S12]; works also where the portal is shut to them. Answers the cookie that forgets it. */
export async function signOut({ portal, sessionId, userId, address }: Caller): Promise<string> {
  await endSessions(portal, { id: sessionId })
  await portal.database.db
    .insertInto('audit_entries')
    .values({ actor_id: userId, what: 'signed_out', address })
    .execute()
  return closingCookie(portal)
}
