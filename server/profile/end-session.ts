import { removeSessions } from '#server/auth/end-sessions.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { SessionForm } from './forms.ts'
import { sessionKey } from './views.ts'

/** "Sign out there" [A15, S12, S13]: ends one of one's own other sessions everywhere. One that has ended already is none any more: done. */
export async function endSession(caller: Caller, { session }: SessionForm): Promise<void> {
  await work.rule(caller, 'session_ended', async ({ db, viewer, audit }) => {
    const own = await db.selectFrom('sessions').select('id').where('user_id', '=', viewer.userId).execute()
    const meant = own.find(({ id }) => id !== viewer.sessionId && sessionKey(id) === session)
    if (meant) {
      await removeSessions(db, { id: meant.id })
      audit('signed_out_there', `user:${viewer.userId}`)
    }
    return { reach: { to: 'user', id: viewer.userId }, result: undefined }
  })
}
