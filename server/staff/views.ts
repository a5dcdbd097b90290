import type { Viewer } from '#server/access/viewer.ts'
import type { StaffRole } from './catalogue.ts'
import { ticksIn } from './columns.ts'

interface StaffRow {
  id: string
  name: string
  email: string
  staff_role: StaffRole | null
  may_grant_access: boolean
  does_contracts: boolean
  frozen: 'read_only' | 'off' | null
  frozen_until: Date | null
  frozen_last_day: string | null
  password_hash: string | null
  last_seen_at: Date | null
  removed_at: Date | null
  version: number
  online: boolean
}

/** A staff card as admins see it. */
export const viewStaff = (row: StaffRow, viewer: Viewer) => {
  const over = row.frozen_until !== null && row.frozen_until <= viewer.now
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.staff_role ?? 'member',
    ticks: ticksIn(row),
    frozen: over ? null : row.frozen,
    frozenLastDay: over ? null : row.frozen_last_day,
    /** Has not chosen a password yet. */
    invited: row.password_hash === null && row.removed_at === null,
    /** When they were taken out of the staff; nothing of their card can be changed any more. */
    removedAt: row.removed_at?.toISOString() ?? null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    online: row.online,
    version: row.version,
    isMe: row.id === viewer.userId,
    mayChange: row.staff_role !== 'owner' || viewer.staff?.role === 'owner',
  }
}
export type StaffView = ReturnType<typeof viewStaff>
