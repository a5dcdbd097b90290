import { sql } from 'kysely'
import { STANDS } from '#server/accounts/invitation-link.ts'
import { decide } from '#server/access/can.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { viewMail } from './views.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** So many are named to who must ask. */
const NAMED = 3

/** Where the mail is that was just written: for whoever may open the Outbox, and whom all others ask. */
export interface LastWritten {
  /** Null until it was taken out of the queue, when its link opens nothing any more, and for who may not open it. */
  mail: { id: string; link: string } | null
  /** The names of admins; empty for an admin. */
  ask: string[]
}

/** The mail with the link of an invitation or of somebody of the staff, which is kept where there is no mail server. Errors: `NotFound`, `NotAllowed`. */
export function lastWritten(caller: Caller, of: string | null): Promise<LastWritten> {
  return look(caller, async ({ db, viewer, must }) => {
    must('account.list')
    if (!of || !UUID.test(of)) throw new NotFound()
    if (!decide(viewer, 'outbox.view').allowed) {
      const admins = await db
        .selectFrom('users as u')
        .select('u.name')
        .where('u.kind', '=', 'staff')
        .where('u.staff_role', '<>', 'member')
        .where('u.password_hash', 'is not', null)
        .where(frozenNow('u'), 'is', null)
        .orderBy('u.name')
        .limit(NAMED)
        .execute()
      return { mail: null, ask: admins.map(({ name }) => name) }
    }
    const row = await db
      .selectFrom('outbox_mails')
      .selectAll()
      .where(
        'about',
        'in',
        // Of what still opens something.
        sql<string>`(select 'invitation:' || id from invitations where id = ${of}::uuid and ${STANDS} union all
          select 'reset:' || id from password_resets where user_id = ${of}::uuid and used_at is null and expires_at > clock_timestamp())`,
      )
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const mail = row && viewMail(row)
    return { mail: mail?.state === 'kept' && mail.link ? { id: mail.id, link: mail.link } : null, ask: [] }
  })
}
