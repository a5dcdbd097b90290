import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { queueMail } from '#server/mail/queue-mail.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict, Invalid } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { kindOf } from '#server/staff/colleagues.ts'
import { endOfDay, mustNotBeOver } from './end-of-day.ts'
import { mustBeOwnAddress } from './contact-address.ts'
import type { EnableAccessForm } from './forms.ts'
import { contactFound } from './found.ts'
import { mustFit, mustGive } from './may-give.ts'
import { tellNavigators } from './tell.ts'

/** An activation link works this long [A2]. */
export const VALID_HOURS = 72

/**
 * Offers a contact access to the portal by a mail with an activation link [A2, A3]. Nothing is given before it is accepted.
 * Errors: `NotAllowed`; `Invalid` for an address of staff, or of another contact there; `Conflict` when the person has that kind of access, or is invited already.
 */
export function enableAccess(caller: Caller, form: EnableAccessForm): Promise<{ invitationId: string }> {
  return work(caller, (now) => invite(now, form))
}

/** The same, as a part of something larger that is done whole or not at all. */
export async function invite(now: Work, form: EnableAccessForm): Promise<{ invitationId: string }> {
  const { db, viewer, audit } = now
  const contact = await contactFound(now, form.contactId)
  mustGive(now, form.role)
  mustFit(form)
  await mustNotBeOver(db, form.lastDay)
  await mustBeNew(db, form, contact.account_id)
  await mustAnswer(db, form.answersId)
  // Else one person would come in as another, and the account had two of one address.
  if (form.email.toLowerCase() !== contact.email?.toLowerCase())
    await mustBeOwnAddress(db, contact.account_id, form.email, contact.id)
  if (!contact.email) await db.updateTable('contacts').set({ email: form.email }).where('id', '=', contact.id).execute()
  const invitation = await db
    .insertInto('invitations')
    .values({
      contact_id: contact.id,
      account_id: contact.account_id,
      email: form.email,
      kind: form.kind,
      role: form.role,
      days_back: form.daysBack,
      notes: form.notes,
      answers_id: form.answersId ?? viewer.userId,
      grant_expires_at: form.lastDay ? endOfDay(form.lastDay) : null,
      invited_by: viewer.userId,
      expires_at: sql`clock_timestamp() + make_interval(hours => ${VALID_HOURS})`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!invitation) throw new Conflict('already_invited')
  await mailInvitation(db, invitation.id)
  tellNavigators(now)
  audit('access_enabled', `invitation:${invitation.id}`, {
    new: { contactId: contact.id, kind: form.kind, role: form.role },
  })
  return { invitationId: invitation.id }
}

/** A user is staff or external, never both [A20]; who has this kind of access gets it changed, not offered again. */
async function mustBeNew(db: Db, { email, kind }: EnableAccessForm, accountId: string): Promise<void> {
  const user = await db
    .selectFrom('users as u')
    .leftJoin('grants as g', (on) =>
      on.onRef('g.user_id', '=', 'u.id').on('g.account_id', '=', accountId).on('g.kind', '=', kind),
    )
    .select(['u.kind', 'g.id as grant_id'])
    .where(sql`lower(u.email)`, '=', email.toLowerCase())
    .where('u.removed_at', 'is', null)
    .executeTakeFirst()
  if (user?.kind === 'staff') throw new Invalid({ email: 'is_staff' })
  if (user?.grant_id) throw new Conflict('has_this_access')
}

/** Who answers for an external is one of the house [A5]. */
export async function mustAnswer(db: Db, answersId: string | null): Promise<void> {
  if (answersId && (await kindOf(db, answersId)) !== 'staff') throw new Invalid({ answersId: 'must_be_staff' })
}

/** Writes the mail of an invitation, the first time or once more. Its link is made when it is handed over. */
export async function mailInvitation(db: Db, invitationId: string): Promise<void> {
  const row = await db
    .selectFrom('invitations as i')
    .innerJoin('contacts as c', 'c.id', 'i.contact_id')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .innerJoin('users as u', 'u.id', 'i.invited_by')
    .crossJoin('portal_settings as s')
    .select([
      'i.email',
      'i.expires_at',
      'c.name',
      'a.name as account',
      'a.locale',
      'u.name as inviter',
      's.host_name',
      's.time_zone',
    ])
    .where('i.id', '=', invitationId)
    .executeTakeFirstOrThrow()
  await queueMail(db, {
    kind: 'invitation',
    to: row.email,
    about: `invitation:${invitationId}`,
    locale: row.locale,
    timeZone: row.time_zone,
    values: { name: row.name, host: row.host_name, account: row.account, inviter: row.inviter },
    until: row.expires_at,
  })
}
