import { Conflict, NotFound } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import { mustGive } from './may-give.ts'

/** The invitation, locked, that this viewer may deal with and that nobody has accepted or withdrawn yet. */
export async function openInvitation({ db, must }: Pick<Work, 'db' | 'must'>, id: string): Promise<void> {
  must('account.view')
  const invitation = await db
    .selectFrom('invitations')
    .select(['role', 'used_at', 'withdrawn_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!invitation) throw new NotFound()
  mustGive({ must }, invitation.role)
  if (invitation.used_at) throw new Conflict('invitation_was_accepted')
  if (invitation.withdrawn_at) throw new Conflict('invitation_was_withdrawn')
}
