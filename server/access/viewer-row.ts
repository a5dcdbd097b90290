import type { Kind, Role } from './catalogue.ts'

export type Freeze = 'read_only' | 'off'

/** What a viewer is made from: session `s`, user `u`, grant `g`, account `a` and the policy's version `v`. */
export const COLUMNS = [
  'u.id',
  'u.name',
  'u.kind',
  'u.locale',
  'u.time_zone',
  'u.staff_role',
  'u.may_grant_access',
  'u.does_contracts',
  'u.does_billing',
  'u.frozen',
  'u.frozen_until',
  's.expires_at',
  's.absolute_expires_at',
  'v.version',
  'g.id as grant_id',
  'g.account_id',
  'g.kind as grant_kind',
  'g.role',
  'g.days_back',
  'g.expires_at as grant_expires_at',
  'g.suspended_at',
  'g.answers_id',
  'a.name as account_name',
  'a.frozen as account_frozen',
  'a.frozen_until as account_frozen_until',
] as const

export interface ViewerRow {
  id: string
  name: string
  kind: 'staff' | 'external'
  locale: string
  time_zone: string
  staff_role: 'owner' | 'admin' | 'member' | null
  may_grant_access: boolean
  does_contracts: boolean
  does_billing: boolean
  frozen: Freeze | null
  frozen_until: Date | null
  expires_at: Date
  absolute_expires_at: Date
  version: number
  grant_id: string | null
  account_id: string | null
  grant_kind: Kind | null
  role: Role | null
  days_back: number | null
  grant_expires_at: Date | null
  suspended_at: Date | null
  answers_id: string | null
  account_name: string | null
  account_frozen: Freeze | null
  account_frozen_until: Date | null
  now: Date
}
