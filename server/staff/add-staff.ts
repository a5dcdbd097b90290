import { sql } from 'kysely'
import { mustBeNoContacts } from '#server/accounts/contact-address.ts'
import { endResets } from '#server/auth/end-resets.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { queueMail } from '#server/mail/queue-mail.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { HOST_ZONE } from '#server/platform/zones.ts'
import { streamOf } from '#server/streams/events.ts'
import { ticksOf } from './columns.ts'
import type { AddStaffForm } from './forms.ts'
import { mustDealWith } from './staff-member.ts'

/** A link in the mail chooses the password within this time. */
const HOURS = 72

/**
 * Adds somebody to the host's own people [A20]; a mail lets them choose a password. Errors: `NotAllowed`; `Invalid` for an address that has a
 * user, or is a contact's: one is staff or external, never both.
 */
export function addStaff(caller: Caller, form: AddStaffForm): Promise<{ userId: string }> {
  return work(caller, async (now) => {
    const { db, must, audit, emit } = now
    must('staff.edit')
    mustDealWith(now, form.role)
    const user = await db
      .insertInto('users')
      .values({
        kind: 'staff',
        staff_role: form.role,
        name: form.name,
        email: form.email,
        login_name: form.email,
        time_zone: HOST_ZONE,
        ...ticksOf(form),
      })
      .onConflict((on) => on.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!user) throw new Invalid({ email: 'address_is_taken' })
    await mustBeNoContacts(db, form.email)
    await inviteStaff(now, user.id)
    audit('staff_added', `user:${user.id}`, { new: { ...form } })
    emit({ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'staff' } })
    return { userId: user.id }
  })
}

/** Writes the mail with which somebody of the staff chooses their first password; an older link stops working. */
export async function inviteStaff({ db, viewer }: Pick<Work, 'db' | 'viewer'>, userId: string): Promise<void> {
  await endResets(db, userId)
  const reset = await db
    .insertInto('password_resets')
    .values({
      user_id: userId,
      // Of a token that nobody has: the real one is made when the mail is handed over.
      token_hash: hashToken(newToken()),
      expires_at: sql`clock_timestamp() + make_interval(hours => ${HOURS})`,
    })
    .returning(['id', 'expires_at'])
    .executeTakeFirstOrThrow()
  const user = await db
    .selectFrom('users')
    .select(['name', 'email', 'locale', 'time_zone'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  await queueMail(db, {
    kind: 'staffInvitation',
    to: user.email,
    about: `reset:${reset.id}`,
    locale: user.locale,
    timeZone: user.time_zone,
    values: { name: user.name, host: viewer.policy.hostName, inviter: viewer.name, login: user.email },
    until: reset.expires_at,
  })
}
