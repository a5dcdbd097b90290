import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { anywhere, behind, cut, ordered, rowsOf, windowIn, type Order } from '#server/platform/keyset.ts'
import { look } from '#server/platform/look.ts'
import { partnersIn } from '#server/conversations/partners.ts'
import { STAFF_GIVES_UP_TO, mostGiven } from './may-give.ts'
import { viewAccount, viewContact, viewGrant, viewInvitation } from './views.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const BY_NAME: Order = { key: sql`lower(a.name)`, type: 'text', direction: 'asc' }

/** The accounts this viewer may see, by name: `q` searches, `kind` is customer or supplier. */
export function listAccounts(caller: Caller, query: URLSearchParams) {
  return look(caller, async ({ scope, must }) => {
    must('account.list')
    const search = query.get('q')?.trim() ?? ''
    const kind = query.get('kind')
    const window = windowIn(query, BY_NAME)
    const rows = await scope
      .accounts()
      .select([
        sql<string>`lower(a.name)`.as('place'),
        sql<number>`(select count(*)::int from contacts c where c.account_id = a.id)`.as('contacts'),
        sql<number>`(select count(*)::int from grants g where g.account_id = a.id and g.suspended_at is null
          and (g.expires_at is null or g.expires_at > clock_timestamp()))`.as('grants'),
      ])
      .$if(search !== '', (rest) => rest.where('a.name', 'ilike', anywhere(search)))
      .$if(kind === 'customer', (rest) => rest.where('a.is_customer', '=', true))
      .$if(kind === 'supplier', (rest) => rest.where('a.is_supplier', '=', true))
      .where(behind(window, BY_NAME, sql.ref('a.id')))
      .orderBy(ordered(BY_NAME, sql.ref('a.id')))
      .limit(rowsOf(window))
      .execute()
    const { rows: shown, more } = cut(rows, window)
    return { accounts: shown.map((row) => ({ ...viewAccount(row), contacts: row.contacts, grants: row.grants })), more }
  })
}

/** One account with its people and their access. */
export function accountPage(caller: Caller, id: string) {
  return look(caller, async (here) => {
    const { db, scope, viewer, must } = here
    must('account.view')
    if (!UUID.test(id)) throw new NotFound()
    const account = await scope.accounts().where('a.id', '=', id).executeTakeFirst()
    if (!account) throw new NotFound()
    const contacts = await db
      .selectFrom('contacts')
      .selectAll()
      .where('account_id', '=', id)
      .orderBy('is_primary', 'desc')
      .orderBy(sql`lower(name)`)
      .execute()
    const grants = await db
      .selectFrom('grants as g')
      .innerJoin('users as u', 'u.id', 'g.user_id')
      .leftJoin('users as s', 's.id', 'g.answers_id')
      .selectAll('g')
      .select(['u.name as user_name', 'u.email as user_email', 's.name as answers_name'])
      .select(sql<boolean>`coalesce(g.expires_at <= clock_timestamp(), false)`.as('ended'))
      .select(
        sql<
          string | null
        >`to_char((g.expires_at at time zone (select time_zone from portal_settings)) - interval '1 day', 'YYYY-MM-DD')`.as(
          'last_day',
        ),
      )
      .where('g.account_id', '=', id)
      .orderBy('g.created_at')
      .execute()
    const invitations = await db
      .selectFrom('invitations as i')
      .innerJoin('users as u', 'u.id', 'i.invited_by')
      .selectAll('i')
      .select('u.name as inviter_name')
      .select(sql<boolean>`i.expires_at <= clock_timestamp()`.as('run_out'))
      .where('i.account_id', '=', id)
      .where('i.used_at', 'is', null)
      .where('i.withdrawn_at', 'is', null)
      .orderBy('i.invited_at')
      .execute()
    const most = mostGiven(viewer)
    const staff =
      most === null
        ? []
        : await db.selectFrom('users').select(['id', 'name']).where('kind', '=', 'staff').orderBy('name').execute()
    return {
      account: viewAccount(account),
      contacts: contacts.map((contact) =>
        viewContact(
          contact,
          grants.filter((grant) => grant.contact_id === contact.id).map((grant) => viewGrant(grant, most)),
          invitations
            .filter((invitation) => invitation.contact_id === contact.id)
            .map((invitation) => viewInvitation(invitation, most)),
        ),
      ),
      /** The kind that the dialog proposes: that of the page it is opened from [A2]. */
      proposes: account.is_customer ? ('client' as const) : ('supplier' as const),
      mostGiven: most,
      staffGivesUpTo: STAFF_GIVES_UP_TO,
      staff,
      me: viewer.userId,
      /** Whom of it one may write to, and whether to all of it [C1]. */
      partners: await partnersIn(here, id),
    }
  })
}
