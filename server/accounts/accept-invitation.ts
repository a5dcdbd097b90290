import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { NotAllowed, SignInNeeded } from '#server/platform/errors.ts'
import { claimInvitation } from './claim-invitation.ts'

/** Accepts an invitation as the person who is signed in, if it was sent to their address [A4]. Errors: `NotAllowed`, `SignInNeeded`. */
export async function acceptInvitation(caller: Caller, token: string): Promise<{ grantId: string }> {
  return caller.portal.database.db.transaction().execute(async (db) => {
    const user = await db
      .selectFrom('sessions as s')
      .innerJoin('users as u', 'u.id', 's.user_id')
      .select(['u.id', 'u.email', 'u.kind'])
      .where('s.id', '=', caller.sessionId)
      .where(sql<boolean>`least(s.expires_at, s.absolute_expires_at) > clock_timestamp()`)
      .executeTakeFirst()
    if (!user) throw new SignInNeeded()
    const { grantId } = await claimInvitation(db, token, (email) => {
      if (user.kind !== 'external' || user.email.toLowerCase() !== email.toLowerCase())
        throw new NotAllowed('invited_somebody_else')
      return Promise.resolve(user.id)
    })
    await db
      .insertInto('audit_entries')
      .values({
        actor_id: user.id,
        actor_grant_id: grantId,
        what: 'invitation_accepted',
        subject: `grant:${grantId}`,
        address: caller.address,
      })
      .execute()
    return { grantId }
  })
}
