import type { Kind, Role } from '#server/access/catalogue.ts'

interface AccountRow {
  id: string
  name: string
  is_customer: boolean
  is_supplier: boolean
  email: string | null
}

export const viewAccount = ({ id, name, is_customer, is_supplier, email }: AccountRow) => ({
  id,
  name,
  isCustomer: is_customer,
  isSupplier: is_supplier,
  email,
})

interface ContactRow {
  id: string
  name: string
  email: string | null
  phone: string | null
  job_title: string | null
  is_primary: boolean
}

export const viewContact = (
  { id, name, email, phone, job_title, is_primary }: ContactRow,
  grants: ReturnType<typeof viewGrant>[],
  invitations: ReturnType<typeof viewInvitation>[],
) => ({ id, name, email, phone, jobTitle: job_title, isPrimary: is_primary, grants, invitations })

interface GrantRow {
  id: string
  kind: Kind
  role: Role
  days_back: number | null
  notes: string
  answers_id: string | null
  answers_name: string | null
  last_day: string | null
  suspended_at: Date | null
  last_seen_at: Date | null
  user_email: string
  ended: boolean
}

/** A grant as staff see it; `mostGiven`: the highest role this viewer deals with, null when none. */
export const viewGrant = (row: GrantRow, mostGiven: Role | null) => ({
  id: row.id,
  kind: row.kind,
  role: row.role,
  daysBack: row.days_back,
  notes: row.notes,
  answers: row.answers_id && row.answers_name ? { id: row.answers_id, name: row.answers_name } : null,
  lastDay: row.last_day,
  state: row.suspended_at ? ('suspended' as const) : row.ended ? ('ended' as const) : ('live' as const),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  email: row.user_email,
  mayChange: mostGiven !== null && row.role <= mostGiven,
})

interface InvitationRow {
  id: string
  email: string
  kind: Kind
  role: Role
  days_back: number | null
  inviter_name: string
  invited_at: Date
  expires_at: Date
  run_out: boolean
}

export const viewInvitation = (row: InvitationRow, mostGiven: Role | null) => ({
  id: row.id,
  email: row.email,
  kind: row.kind,
  role: row.role,
  daysBack: row.days_back,
  inviter: row.inviter_name,
  invitedAt: row.invited_at.toISOString(),
  until: row.expires_at.toISOString(),
  runOut: row.run_out,
  mayChange: mostGiven !== null && row.role <= mostGiven,
})
