import type { Db } from '#db/database.ts'
import { invitationLink } from '#server/accounts/invitation-link.ts'
import { resetLink } from '#server/auth/reset-link.ts'
import type { Portal } from '#server/platform/portal.ts'
import { unreadLink } from '#server/unread/mail-unread.ts'

/** What is asked about a mail just before it is handed over: null when it is no longer true, else the path of its link, if it has one. */
export type Truth = { path: string | null } | null

/** Decides again whether what a mail hangs on still stands. A mail about something unknown is not sent. */
export async function stillTrue(db: Db, portal: Portal, about: string): Promise<Truth> {
  const [subject, id] = about.split(':')
  if (!id) return null
  if (subject === 'invitation') return invitationLink(db, id)
  if (subject === 'reset') return resetLink(db, id)
  if (subject === 'unread') return unreadLink(db, portal, id)
  if (subject === 'user') return personIsThere(db, id)
  return null
}

async function personIsThere(db: Db, id: string): Promise<Truth> {
  const user = await db.selectFrom('users').select('id').where('id', '=', id).executeTakeFirst()
  return user ? { path: null } : null
}
