import type { Db } from '#db/database.ts'
import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound, NotTheirs, SignInNeeded } from '#server/platform/errors.ts'
import type { Cell, Kind, Role } from './catalogue.ts'
import { policyOf, type Policy } from './policy.ts'
import { remember } from './remembered.ts'
import { COLUMNS, type Freeze, type ViewerRow } from './viewer-row.ts'

/** The grant in use: in what name, and how far, an external sees [A5]. */
export interface GrantInUse {
  id: string
  accountId: string
  accountName: string
  kind: Kind
  role: Role
  /** How many days the grant reaches back; null without a limit. */
  daysBack: number | null
  /** Records dated before this are out of reach; null without a limit [A7]. */
  horizon: Date | null
  expiresAt: Date | null
  suspended: boolean
  accountFrozen: Freeze | null
  answersId: string | null
}

/** Who asks, as of this transaction: made under the gate (or for a page that is compared under it), never kept. */
export interface Viewer {
  userId: string
  sessionId: string
  name: string
  locale: string
  timeZone: string
  staff: {
    role: 'owner' | 'admin' | 'member'
    mayGrantAccess: boolean
    doesContracts: boolean
    doesBilling: boolean
  } | null
  grant: GrantInUse | null
  frozen: Freeze | null
  policy: Policy
  /** The database's clock when this was read. */
  now: Date
  /** When time alone will take something away: the session, the grant or a freeze ends. Ms precision, the database's clock. */
  validUntil: Date
}

export const isAdmin = (viewer: Viewer): boolean => viewer.staff !== null && viewer.staff.role !== 'member'
export const ticked = ({ policy }: Pick<Viewer, 'policy'>, cell: Cell): boolean => policy.cells.get(cell) ?? false

/** Reads the caller's session, user and grant as they are now. Errors: `SignInNeeded`; `NotTheirs` for a grant that is not theirs. */
export async function readViewer(db: Db, caller: Caller): Promise<Viewer> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('grants as g', (on) => on.onRef('g.user_id', '=', 'u.id').on('g.id', '=', caller.grantId))
    .leftJoin('accounts as a', 'a.id', 'g.account_id')
    .crossJoin('policy_version as v')
    .where('s.id', '=', caller.sessionId)
    .where('s.user_id', '=', caller.userId)
    .select(COLUMNS)
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .executeTakeFirst()
  const viewer = viewerOf(caller, row, row && (await policyOf(db, caller.portal, row.version)))
  remember(caller, viewer)
  return viewer
}

/** `readViewer` for many at once, in one query: in the callers' order, an error in place of who is none. All of one portal. */
export async function readViewers(db: Db, callers: readonly Caller[]): Promise<(Viewer | SignInNeeded | NotFound)[]> {
  const [first] = callers
  if (!first) return []
  const column = (pick: (caller: Caller) => string | null) => callers.map(pick)
  const asked = sql<{ session_id: string; user_id: string; grant_id: string | null; nth: number }>`(
    select * from unnest(${column((c) => c.sessionId)}::text[], ${column((c) => c.userId)}::uuid[], ${column((c) => c.grantId)}::uuid[]) with ordinality
      as asked (session_id, user_id, grant_id, nth))`
  const rows = await db
    .selectFrom(asked.as('q'))
    .innerJoin('sessions as s', (on) => on.onRef('s.id', '=', 'q.session_id').onRef('s.user_id', '=', 'q.user_id'))
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('grants as g', (on) => on.onRef('g.user_id', '=', 'u.id').onRef('g.id', '=', 'q.grant_id'))
    .leftJoin('accounts as a', 'a.id', 'g.account_id')
    .crossJoin('policy_version as v')
    .select(COLUMNS)
    .select(['q.nth', sql<Date>`clock_timestamp()`.as('now')])
    .execute()
  const policy = rows[0] && (await policyOf(db, first.portal, rows[0].version))
  const byCaller = new Map(rows.map((row) => [row.nth - 1, row]))
  return callers.map((caller, nth) => {
    try {
      return viewerOf(caller, byCaller.get(nth), policy)
    } catch (error) {
      if (error instanceof SignInNeeded || error instanceof NotFound) return error
      throw error
    }
  })
}

/** A viewer from its row. Errors: `SignInNeeded`, `NotTheirs` for a grant that is not theirs. */
export function viewerOf(caller: Caller, row: ViewerRow | undefined, policy: Policy | undefined): Viewer {
  if (!row || !policy || row.expires_at <= row.now || row.absolute_expires_at <= row.now) throw new SignInNeeded()
  if (caller.grantId && !row.grant_id) throw new NotTheirs()
  if (!caller.grantId && row.kind === 'external') throw new NotTheirs()
  const frozen = (state: Freeze | null, until: Date | null) => (state && (!until || until > row.now) ? state : null)
  const ends = [
    row.expires_at,
    row.absolute_expires_at,
    row.grant_expires_at,
    row.frozen_until,
    row.account_frozen_until,
  ]
  return {
    userId: row.id,
    sessionId: caller.sessionId,
    name: row.name,
    locale: row.locale,
    timeZone: row.time_zone,
    staff: row.staff_role
      ? {
          role: row.staff_role,
          mayGrantAccess: row.may_grant_access,
          doesContracts: row.does_contracts,
          doesBilling: row.does_billing,
        }
      : null,
    grant:
      row.grant_id && row.account_id && row.grant_kind && row.role
        ? {
            id: row.grant_id,
            accountId: row.account_id,
            accountName: row.account_name ?? '',
            kind: row.grant_kind,
            role: row.role,
            daysBack: row.days_back,
            horizon: row.days_back ? new Date(row.now.getTime() - row.days_back * DAY) : null,
            expiresAt: row.grant_expires_at,
            suspended: row.suspended_at !== null,
            accountFrozen: frozen(row.account_frozen, row.account_frozen_until),
            answersId: row.answers_id,
          }
        : null,
    frozen: frozen(row.frozen, row.frozen_until),
    policy,
    now: row.now,
    validUntil: new Date(Math.min(...ends.flatMap((end) => (end && end > row.now ? [end.getTime()] : [])))),
  }
}

const DAY = 24 * 60 * 60 * 1000
