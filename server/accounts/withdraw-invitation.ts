import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { InvitationForm } from './forms.ts'
import { openInvitation } from './open-invitation.ts'
import { tellNavigators } from './tell.ts'

/** Takes an invitation back: its link stops working at once, and a mail that has not left yet does not leave [A2]. */
export async function withdrawInvitation(caller: Caller, { invitationId }: InvitationForm): Promise<void> {
  await work(caller, async ({ db, must, audit, emit }) => {
    await openInvitation({ db, must }, invitationId)
    await db
      .updateTable('invitations')
      .set({ withdrawn_at: sql`clock_timestamp()`, token_hash: null })
      .where('id', '=', invitationId)
      .execute()
    tellNavigators({ emit })
    audit('invitation_withdrawn', `invitation:${invitationId}`)
  })
}
