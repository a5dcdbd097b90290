import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { mailInvitation, VALID_HOURS } from './enable-access.ts'
import type { InvitationForm } from './forms.ts'
import { openInvitation } from './open-invitation.ts'
import { tellNavigators } from './tell.ts'

/** Sends an invitation once more, with a new link for another 72 hours; the older link stops working [A2]. Also wakes one that has run out. */
export async function sendAgain(caller: Caller, { invitationId }: InvitationForm): Promise<void> {
  await work(caller, async ({ db, must, audit, emit }) => {
    await openInvitation({ db, must }, invitationId)
    await db
      .updateTable('invitations')
      .set({ token_hash: null, expires_at: sql`clock_timestamp() + make_interval(hours => ${VALID_HOURS})` })
      .where('id', '=', invitationId)
      .execute()
    await mailInvitation(db, invitationId)
    tellNavigators({ emit })
    audit('invitation_sent_again', `invitation:${invitationId}`)
  })
}
