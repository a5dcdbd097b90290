import { askNamed } from '#db/ask-named.ts'
import { beginUnder, HANDED_OVER, HANDING_OVER } from '#db/gated-dialect.ts'
import type { Database } from '#db/database.ts'
import { together } from '#db/together.ts'
import pg, { type PoolClient } from 'pg'
import { TryLater } from '#server/platform/errors.ts'
import { isAway } from '#server/platform/http/away.ts'

/** A gate older than this hands nothing over: it is rolled back and passed again. Ms. */
export const FENCE = 200
/** A Save that waits longer ends whoever holds the gate. Ms. */
export const PATIENCE = 1000
/** Nobody ends a gate younger than this, so a gate within its fence is never cut off. Ms. */
const YOUNG = 500
const TRIES = 5
/** Kept parsed and planned by each connection: every passage asks it. */
const NOW = { name: 'policy_now', text: 'select version, clock_timestamp() as now from policy_version', values: [] }

/** The gate was held past the fence: what was read under it may no longer be true. */
export class Stale extends Error {}

/** A passage through the gate: while it is open no rule can change, so what is decided in it holds until it is handed over. */
export interface Passage {
  /** The connection that holds the gate. */
  client: PoolClient
  /** The policy's version, constant while the passage is open. */
  version: number
  /** The database's clock, read after the lock was granted. */
  now: Date
  /** Throws `Stale` past the fence. Ask immediately before handing over, and every 50 sockets in a long loop. */
  stillFresh(): void
}

/**
 * Runs `handOver` under the gate, again (at most five times) when the fence was passed.
 * `handOver` must not wait for a network, another connection or a person. `ask` sends what it can ask before the version is known: in
 * one packet with the lock, behind which it is answered; `handOver` gets what it answers.
 */
export async function passGate<T, Asked = undefined>(
  database: Pick<Database, 'pool'>,
  handOver: (passage: Passage, asked: Asked) => T | Promise<T>,
  ask: (client: PoolClient) => Asked = () => undefined as Asked,
): Promise<T> {
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return await passOnce(database, handOver, ask)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
    }
  }
  throw new TryLater()
}

async function passOnce<T, Asked>(
  database: Pick<Database, 'pool'>,
  handOver: (passage: Passage, asked: Asked) => T | Promise<T>,
  ask: (client: PoolClient) => Asked,
): Promise<T> {
  const client = await database.pool.connect()
  const { broken, ...outcome } = await passOn(client, handOver, ask)
  client.release(broken)
  if ('error' in outcome) throw outcome.error
  return outcome.result
}

/** How a passage went, and what makes its connection useless, if something did. */
export type Passed<T> = ({ result: T } | { error: unknown }) & { broken?: Error | undefined }

/** One passage on a connection that is the caller's to release: what it asks first is sent in this tick. Never rejects; runs `handOver` at most once. */
export async function passOn<T, Asked>(
  client: PoolClient,
  handOver: (passage: Passage, asked: Asked) => T | Promise<T>,
  ask: (client: PoolClient) => Asked,
): Promise<Passed<T>> {
  let broken: Error | undefined
  const stillFresh = fence()
  try {
    const [begun, reading, asked] = together(
      client,
      () =>
        [
          client.query(beginUnder('share')),
          askNamed<{ version: number; now: Date }>(client, NOW),
          ask(client),
        ] as const,
    )
    const [, read] = await Promise.all([begun, reading])
    const row = read.rows[0]
    if (!row) throw new Error('policy_version is empty')
    const result = await handOver({ client, version: row.version, now: row.now, stillFresh }, asked)
    await client.query('commit')
    return { result }
  } catch (error) {
    // A statement that the connection keeps no longer fits its tables: another node has migrated them.
    if (error instanceof pg.DatabaseError && error.code === '0A000') broken = error
    // What cannot be rolled back is not given to the next one.
    await client.query('rollback').catch(() => (broken = new Error('lost inside a gate')))
    return { error: isAway(error) && isPast(stillFresh) ? new Stale() : error, broken }
  }
}

/** The database ends what stood still too long (25P03): such a passage is lost because it is past the fence, and passed again. */
function isPast(stillFresh: () => void): boolean {
  try {
    stillFresh()
    return false
  } catch {
    return true
  }
}

/** A write as it was stored: the version of the policy under which it was, and the database's clock then. */
interface Written {
  version: number
  fact: { at: Date }
}

/**
 * A passage behind a write that is just being sent on `client`, a connection that is the caller's to release, and that keeps the lock of handing over
 * (`KEEP_HANDING_OVER`): no rule changes from its commit until this has ended. Never rejects; `Stale` where nothing was stored.
 */
export async function handOverAfter<One extends Written, T>(
  client: PoolClient,
  writing: Promise<One | null>,
  handOver: (written: One, passage: Passage) => Promise<T>,
): Promise<Passed<T>> {
  const stillFresh = fence()
  let passed: Passed<T>
  try {
    const written = await writing
    if (!written) throw new Stale()
    passed = { result: await handOver(written, { client, version: written.version, now: written.fact.at, stillFresh }) }
  } catch (error) {
    passed = { error }
  }
  // A connection that would keep the lock is not given to the next one.
  await askNamed(client, HANDED_OVER).catch(() => (passed.broken = new Error('lost while handing over')))
  return passed
}

/** The fence counts from before the lock was asked for: a process that sleeps anywhere after this hands nothing over. */
function fence(): () => void {
  const t0 = performance.now()
  return () => {
    if (performance.now() - t0 > FENCE) throw new Stale()
  }
}

/**
 * Ends what holds the gate, or hands over, while a Save waits for it: passages older than `YOUNG`, and Saves whose process no longer drives them.
 * No timeout of PostgreSQL ends a session whose reader does not read. Answers how many were ended. The connection is its own: those
 * of the pool may all be waiting behind the Save.
 */
export async function endOldPassages(database: Pick<Database, 'url'>): Promise<number> {
  const client = new pg.Client({ connectionString: database.url, application_name: 'portico gate' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(
      `select a.pid, pg_terminate_backend(a.pid)
       from (select *, coalesce(relation = 'policy_gate'::regclass, locktype = 'advisory' and objid = $2) as is_gate from pg_locks) l
       join pg_stat_activity a using (pid)
       where l.is_gate and l.granted and l.database = a.datid
         and a.pid <> pg_backend_pid() and coalesce(a.xact_start, a.query_start) < clock_timestamp() - make_interval(secs => $1 / 1000.0)
         and (l.mode in ('RowShareLock', 'ShareLock') or (a.state = 'idle in transaction' and a.state_change < clock_timestamp() - make_interval(secs => $1 / 1000.0)))
         and exists (select from pg_locks w where w.database = l.database and w.mode = 'ExclusiveLock' and not w.granted
           and coalesce(w.relation = 'policy_gate'::regclass, w.locktype = 'advisory' and w.objid = $2))`,
      [YOUNG, HANDING_OVER],
    )
    return rows.length
  } finally {
    await client.end()
  }
}
