import type { Kind, Role } from '#server/access/catalogue.ts'
import { hashToken } from '#server/auth/tokens.ts'

/** Names a session to its owner: its id stays in the database, being what the cookie's token is compared with. */
export const sessionKey = (id: string): string => hashToken(id).slice(0, 22)

interface SessionRow {
  id: string
  user_agent: string
  address: string
  created_at: Date
  last_used_at: Date
}

export const viewSession = (row: SessionRow, current: string) => ({
  key: sessionKey(row.id),
  here: row.id === current,
  browser: row.user_agent,
  address: row.address,
  since: row.created_at.toISOString(),
  usedAt: row.last_used_at.toISOString(),
})

interface GrantRow {
  id: string
  account_name: string
  kind: Kind
  role: Role
  days_back: number | null
  answers_name: string | null
  last_day: string | null
  suspended_at: Date | null
  ended: boolean
}

/** A grant as the person who holds it sees it: nothing of the host's notes. */
export const viewOwnGrant = (row: GrantRow) => ({
  id: row.id,
  account: row.account_name,
  kind: row.kind,
  role: row.role,
  daysBack: row.days_back,
  lastDay: row.last_day,
  answers: row.answers_name,
  state: row.suspended_at ? ('suspended' as const) : row.ended ? ('ended' as const) : ('live' as const),
})
export type OwnGrant = ReturnType<typeof viewOwnGrant>
