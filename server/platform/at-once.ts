import { KEEP_HANDING_OVER, UNDER_THE_GATE } from '#db/gated-dialect.ts'
import { filled, given } from '#db/given.ts'
import { nameOf } from '#db/named.ts'
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { shutTo } from '#server/access/can.ts'
import { remembered } from '#server/access/remembered.ts'
import { scopeOf, type Scope } from '#server/access/scope.ts'
import type { Viewer } from '#server/access/viewer.ts'
import type { Told } from '#server/streams/told.ts'
import type { Caller } from './caller.ts'
import { compiledFor } from './compiled.ts'
import { inLane } from './lane.ts'

/** How far this process's clock may have fallen behind since the statement was made. Ms. */
const SOON = 200

/** What returns nothing answers an empty text, and null where it was not called. */
const isKept = (row: object) => 'kept' in row && row.kept !== null
const KEPT = sql`(select ${sql.raw(KEEP_HANDING_OVER)} where ${given('followed')}::boolean)`

const standing = (version: number) =>
  sql<SqlBool>`(${sql.raw(UNDER_THE_GATE)} and exists (select from policy_version v where v.version = ${version}) and clock_timestamp() < ${given('until')}::timestamptz)`

/** What a statement that is done at once is made of. */
export interface AtOnce {
  viewer: Viewer
  scope: Scope
  /** Must be among the statement's conditions: the rule of the viewer is the rule of now. */
  stands: Expression<SqlBool>
  /** Must be among what it returns, by this name: where somebody hands over what it tells, no rule changes until they have. */
  kept: Expression<unknown>
}

/** What becomes of a statement. */
export interface Done<Row> {
  /** Its rows may be handed over as news of the stream, as this makes it of one, without being read: where they hold what was `kept`. */
  tells?: ((row: Row) => Omit<Told, 'version'>) | undefined
  /**
   * It is compiled once for a viewer as this node read it: `shape` is all its text depends on besides. Whatever is another each time has
   * the place `given` for it in the statement, and is among `values`.
   */
  again?: { shape: string; values: Readonly<Record<string, unknown>> } | undefined
}

/**
 * Does one statement for `caller` under the gate in one message, after those before it that write to the same stream: it is a transaction of its own, or shares
 * one with them, and locks what it names before it takes its snapshot. It is made for the viewer as this node last read it, and does nothing when the rule has moved since. Answers its rows; none
 * as well when nothing was done, whatever the reason: then `work` is the way, which tells it. Its answer may hold nothing but what the
 * sender knows. Errors: the database's own; then
 * nothing was done.
 */
export async function atOnce<Row extends object>(
  caller: Caller,
  stream: string,
  make: (here: AtOnce) => RawBuilder<Row>,
  { tells, again }: Done<Row> = {},
): Promise<Row[]> {
  const viewer = remembered(caller)
  if (!viewer || shutTo(viewer)) return []
  const { database, doorbell } = caller.portal
  const { db, pool } = database
  const { version } = viewer.policy
  const until = new Date(Math.min(viewer.validUntil.getTime(), viewer.now.getTime() + SOON)).toISOString()
  const { text, parameters } = compiledFor(
    viewer,
    db,
    () => make({ viewer, scope: scopeOf(viewer, db), stands: standing(version), kept: KEPT }),
    again && `at once ${again.shape}`,
  )
  const values = (followed: boolean) => filled(parameters, { ...again?.values, until, followed })
  const statement = { name: nameOf(text), text, values }
  return inLane<Row>(pool, stream, statement, (client, rows) => {
    if (!tells || !doorbell.follower) return null
    // A write that fails tells nothing; why, its writer hears.
    const told = rows.then(([row]) => (row && isKept(row) ? { ...tells(row), version } : null)).catch(() => null)
    return doorbell.follower(stream, client, told)
  })
}
