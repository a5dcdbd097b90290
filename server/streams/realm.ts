import type pg from 'pg'
import type { Portal } from '#server/platform/portal.ts'

/** A database as a node last knew it. */
export interface Known {
  /** Which realm: where the numbers of its streams begin. */
  begins: number
  /** How far its log had come, as PostgreSQL writes it. */
  reached: string
}

const known = new WeakMap<Portal, Known>()

/** The database as this node last knew it; null before the first time. */
export const knownRealm = (portal: Portal): Known | null => known.get(portal) ?? null

interface Row {
  began: number
  log_at: string
  renewed: boolean
}

/**
 * Makes sure that the numbers of the streams belong to this database in this life of it: when it was restored since this node, or the
 * database itself, last knew, they begin anew, and nobody can go on from an old position. Ask before positions are believed on a
 * connection that is new. `last` is what is known from before this process; `putBack` says that it was restored for certain.
 */
export async function settleRealm(
  portal: Portal,
  ask: pg.Pool | pg.PoolClient = portal.database.pool,
  last: { known: Known | null; putBack: boolean } = { known: null, putBack: false },
): Promise<Known> {
  const before = known.get(portal) ?? last.known
  const { rows } = await ask.query<Row>('select * from settle_realm($1, $2, $3)', [
    before?.begins ?? null,
    before?.reached ?? null,
    last.putBack,
  ])
  const [row] = rows
  if (!row) throw new Error('settle_realm answered nothing')
  if (row.renewed)
    portal.log.warn({ realm: row.began }, 'the database is new here or was restored: everybody starts afresh')
  const now = { begins: row.began, reached: row.log_at }
  known.set(portal, now)
  return now
}
