import { sql } from 'kysely'
import { frozenNow } from '#server/access/frozen-now.ts'
import type { Look } from '#server/platform/look.ts'
import { lastDayFrozen } from './freezing.ts'
import { grantRows } from './grant-rows.ts'
import { mostGiven } from './may-give.ts'
import { offerRows } from './offer-rows.ts'
import { viewContact, viewGrant, viewOffer } from './views.ts'

/** The contacts of an account, the primary one first, each with what access they have or were offered. `contactId`: that one only. */
export async function peopleOf({ db, viewer }: Pick<Look, 'db' | 'viewer'>, accountId: string, contactId?: string) {
  const most = mostGiven(viewer)
  const [contacts, grants, invitations] = await Promise.all([
    db
      .selectFrom('contacts as c')
      .leftJoin('users as u', 'u.id', 'c.user_id')
      .selectAll('c')
      .select([frozenNow('u').as('person_frozen'), lastDayFrozen('u').as('frozen_last_day')])
      .where('c.account_id', '=', accountId)
      .$if(contactId !== undefined, (rest) => rest.where('c.id', '=', contactId ?? ''))
      .orderBy('c.is_primary', 'desc')
      .orderBy(sql`lower(c.name)`)
      .limit(MOST)
      .execute(),
    grantRows(db).where('g.account_id', '=', accountId).orderBy('g.created_at').orderBy('g.id').limit(MOST).execute(),
    offerRows(db).where('g.account_id', '=', accountId).orderBy('g.invited_at').orderBy('g.id').limit(MOST).execute(),
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
          .map((invitation) => viewOffer(invitation, most)),
      ),
    ),
    grants: grants.map((grant) => viewGrant(grant, most)),
  }
}

/** Of each kind on one page; a company whose people are more is looked through in the navigator. */
const MOST = 500
