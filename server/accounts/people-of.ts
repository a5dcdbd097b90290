import { sql } from 'kysely'
import type { Look } from '#server/platform/look.ts'
import { grantRows } from './grant-rows.ts'
import { mostGiven } from './may-give.ts'
import { viewContact, viewGrant, viewInvitation } from './views.ts'

/** The contacts of an account, the primary one first, each with what access they have or were offered. `contactId`: that one only. */
export async function peopleOf({ db, viewer }: Pick<Look, 'db' | 'viewer'>, accountId: string, contactId?: string) {
  const most = mostGiven(viewer)
  const [contacts, grants, invitations] = await Promise.all([
    db
      .selectFrom('contacts')
      .selectAll()
      .where('account_id', '=', accountId)
      .$if(contactId !== undefined, (rest) => rest.where('id', '=', contactId ?? ''))
      .orderBy('is_primary', 'desc')
      .orderBy(sql`lower(name)`)
      .limit(MOST)
      .execute(),
    grantRows(db).where('g.account_id', '=', accountId).orderBy('g.created_at').orderBy('g.id').limit(MOST).execute(),
    db
      .selectFrom('invitations as i')
      .innerJoin('users as u', 'u.id', 'i.invited_by')
      .selectAll('i')
      .select('u.name as inviter_name')
      .select(sql<boolean>`i.expires_at <= clock_timestamp()`.as('run_out'))
      .where('i.account_id', '=', accountId)
      .where('i.used_at', 'is', null)
      .where('i.withdrawn_at', 'is', null)
      .orderBy('i.invited_at')
      .limit(MOST)
      .execute(),
  ])
  return {
    contacts: contacts.map((contact) =>
      viewContact(
        contact,
        grants
          .filter((grant) => grant.contact_id === contact.id || grant.user_id === contact.user_id)
          .map((grant) => viewGrant(grant, most)),
        invitations
          .filter((invitation) => invitation.contact_id === contact.id)
          .map((invitation) => viewInvitation(invitation, most)),
      ),
    ),
    grants: grants.map((grant) => viewGrant(grant, most)),
  }
}

/** Of each kind on one page; a company whose people are more is looked through in the navigator. */
const MOST = 500
