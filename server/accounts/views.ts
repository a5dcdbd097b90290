import type { Kind, Role } from '#server/access/catalogue.ts'
import type { Freeze } from '#server/access/viewer-row.ts'
import type { MailState } from './offer-rows.ts'

interface AccountRow {
  id: string
  name: string
  is_customer: boolean
  is_supplier: boolean
  is_person: boolean
  email: string | null
}

/** An account as lists show it. */
export const viewAccount = ({ id, name, is_customer, is_supplier, is_person, email }: AccountRow) => ({
  id,
  name,
  isCustomer: is_customer,
  isSupplier: is_supplier,
  isPerson: is_person,
  email,
})

/** And all that is known of it. */
export const viewWholeAccount = (
  row: AccountRow & {
    phone: string | null
    website: string | null
    address: string | null
    locale: string
    version: number
    created_at: Date
  },
) => ({
  ...viewAccount(row),
  phone: row.phone,
  /** Only what a link may lead to. */
  website: row.website && /^https?:\/\//i.test(row.website) ? row.website : row.website && `https://${row.website}`,
  address: row.address,
  locale: row.locale,
  version: row.version,
  since: row.created_at.toISOString(),
})

/** How a person or an account is frozen, and the last day of it if it has one; null where they are not [A17]. */
export const viewFreeze = (how: Freeze | null, lastDay: string | null) => how && { how, lastDay }

interface ContactRow {
  id: string
  name: string
  email: string | null
  phone: string | null
  job_title: string | null
  is_primary: boolean
  version: number
  user_id: string | null
  person_frozen: Freeze | null
  frozen_last_day: string | null
}

export const viewContact = (row: ContactRow, grants: ReturnType<typeof viewGrant>[], invitations: OfferView[]) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  jobTitle: row.job_title,
  isPrimary: row.is_primary,
  version: row.version,
  /** Who they are once they have signed in. */
  userId: row.user_id,
  frozen: viewFreeze(row.person_frozen, row.frozen_last_day),
  grants,
  invitations,
  /** The kinds of access that they have, or were offered. */
  has: [...grants, ...invitations].map(({ kind }) => kind),
  /** The flag "Access to the portal": open, offered, suspended, or none [A2]. */
  access: accessOf(grants, invitations),
  /** Why they cannot be taken out of the contacts, as a Save would refuse it; null where they can. */
  kept: keptFor(grants, invitations),
})

/** What keeps somebody among the contacts: access, which is removed first, or an invitation that the viewer may not take back. */
function keptFor(grants: unknown[], invitations: OfferView[]) {
  if (grants.length > 0) return 'access' as const
  return invitations.some(({ mayChange }) => !mayChange) ? ('invitation' as const) : null
}

function accessOf(grants: { state: string }[], invitations: unknown[]) {
  if (grants.some(({ state }) => state === 'live')) return 'live' as const
  if (invitations.length > 0) return 'invited' as const
  if (grants.some(({ state }) => state === 'suspended')) return 'suspended' as const
  return grants.length > 0 ? ('ended' as const) : ('none' as const)
}

interface GrantRow {
  id: string
  user_id: string
  user_name: string
  user_email: string
  account_id: string
  account_name: string
  contact_id: string | null
  kind: Kind
  role: Role
  days_back: number | null
  notes: string
  answers_id: string | null
  answers_name: string | null
  last_day: string | null
  suspended_at: Date | null
  last_seen_at: Date | null
  version: number
  ended: boolean
  frozen: Freeze | null
  online: boolean
}

/** A grant as staff see it; `mostGiven`: the highest role this viewer deals with, null when none. */
export const viewGrant = (row: GrantRow, mostGiven: Role | null) => ({
  id: row.id,
  user: { id: row.user_id, name: row.user_name, email: row.user_email },
  account: { id: row.account_id, name: row.account_name },
  contactId: row.contact_id,
  kind: row.kind,
  role: row.role,
  daysBack: row.days_back,
  notes: row.notes,
  answers: row.answers_id && row.answers_name ? { id: row.answers_id, name: row.answers_name } : null,
  lastDay: row.last_day,
  state: row.suspended_at ? ('suspended' as const) : row.ended ? ('ended' as const) : ('live' as const),
  /** The person or the account is frozen: the stricter of both. */
  frozen: row.frozen,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  online: row.online,
  version: row.version,
  mayChange: mostGiven !== null && row.role <= mostGiven,
})
export type GrantView = ReturnType<typeof viewGrant>

interface OfferRow {
  id: string
  user_name: string
  user_email: string
  account_id: string
  account_name: string
  contact_id: string
  kind: Kind
  role: Role
  days_back: number | null
  notes: string
  answers_id: string | null
  answers_name: string | null
  last_day: string | null
  inviter_name: string
  invited_at: Date
  expires_at: Date
  run_out: boolean
  mail_state: MailState | null
  mail_at: Date | null
}

/** What somebody was offered and has not accepted yet; told as a grant is where both stand in one list. */
export const viewOffer = (row: OfferRow, mostGiven: Role | null) => ({
  id: row.id,
  /** Nobody yet: a contact. */
  user: { id: row.contact_id, name: row.user_name, email: row.user_email },
  account: { id: row.account_id, name: row.account_name },
  contactId: row.contact_id,
  kind: row.kind,
  role: row.role,
  daysBack: row.days_back,
  notes: row.notes,
  answers: row.answers_id && row.answers_name ? { id: row.answers_id, name: row.answers_name } : null,
  lastDay: row.last_day,
  state: row.run_out ? ('run_out' as const) : ('invited' as const),
  inviter: row.inviter_name,
  invitedAt: row.invited_at.toISOString(),
  until: row.expires_at.toISOString(),
  /** What became of its last mail, and when; null once mails of then are cleared away. */
  mail: row.mail_state && { state: row.mail_state, at: row.mail_at?.toISOString() ?? null },
  mayChange: mostGiven !== null && row.role <= mostGiven,
})
export type OfferView = ReturnType<typeof viewOffer>
