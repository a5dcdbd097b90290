import type pg from 'pg'
import { askNamed } from '#db/ask-named.ts'
import { together } from '#db/together.ts'
import type { Followed } from '#server/streams/doorbell.ts'

/** One statement that does its thing or nothing, as the driver takes it: with the name under which a connection keeps it parsed. */
export interface Statement {
  name: string
  text: string
  /** Its values; `followed` where what it tells is handed over as soon as it is done. */
  values: (followed: boolean) => unknown[]
}

interface Waiting {
  statement: Statement
  follow: Follow
  done: (rows: unknown[]) => void
  failed: (error: unknown) => void
}

/** Hears of a statement in the tick in which it is sent alone on `client`, before it is, and of its rows as soon as they are there. */
export type Follow<Row = unknown> = (client: pg.PoolClient, rows: Promise<Row[]>) => Followed | null

/** Statements in one transaction. */
const MOST = 32

const lanes = new WeakMap<pg.Pool, Map<string, Waiting[]>>()

/**
 * Does a statement after those before it in its lane. Statements that would wait for each other's row in the database wait here instead;
 * those that have come together by then share a transaction and its commit. Answers the statement's rows. Errors: the database's own; then
 * nothing was done, and the others of its transaction are done for themselves.
 */
export function inLane<Row extends object>(
  pool: pg.Pool,
  lane: string,
  statement: Statement,
  follow: Follow<Row> = () => null,
): Promise<Row[]> {
  const open = lanes.get(pool) ?? new Map<string, Waiting[]>()
  lanes.set(pool, open)
  return new Promise((done, failed) => {
    const waiting = open.get(lane)
    const one = { statement, follow: follow as Follow, done: (rows: unknown[]) => done(rows as Row[]), failed }
    if (waiting) return void waiting.push(one)
    const mine = [one]
    open.set(lane, mine)
    void drive(pool, mine, () => open.delete(lane))
  })
}

/** `empty` is called in the tick in which nothing waits any more: who comes later opens the lane anew. */
async function drive(pool: pg.Pool, waiting: Waiting[], empty: () => void): Promise<void> {
  while (waiting.length > 0) {
    const some = waiting.splice(0, MOST)
    const rest = some.length > 1 ? await doTogether(pool, some) : some
    for (const one of rest) await doAlone(pool, one)
  }
  empty()
}

const asked = ({ name, text, values }: Statement, followed: boolean) => ({ name, text, values: values(followed) })

async function doAlone(pool: pg.Pool, { statement, follow, done, failed }: Waiting): Promise<void> {
  let client: pg.PoolClient
  try {
    client = await pool.connect()
  } catch (error) {
    return failed(error)
  }
  const { promise: answered, resolve, reject } = Promise.withResolvers<unknown[]>()
  const followed = follow(client, answered)
  askNamed(client, asked(statement, followed !== null)).then(({ rows }) => resolve(rows), reject)
  const settled = answered.then(
    () => undefined,
    () => undefined,
  )
  void (followed?.free ?? settled).then((broken) => client.release(broken))
  // Those who watch hear first: an answer takes its time to be made.
  return answered.then((rows) => void (followed?.heard ?? settled).then(() => done(rows)), failed)
}

/** Answers those that must be done alone, because one of them failed and nothing was done. */
async function doTogether(pool: pg.Pool, some: readonly Waiting[]): Promise<readonly Waiting[]> {
  let client: pg.PoolClient
  try {
    client = await pool.connect()
  } catch (error) {
    for (const { failed } of some) failed(error)
    return []
  }
  const [begun, ended, ...results] = await Promise.allSettled(
    together(client, () => {
      const begin = client.query('begin')
      const each = some.map(({ statement }) => askNamed(client, asked(statement, false)))
      return [begin, client.query('commit'), ...each]
    }),
  )
  const lost = [begun, ended].find((one) => one.status === 'rejected')
  client.release(lost?.reason as Error | undefined)
  if (lost) {
    // Whether it was done, nobody knows.
    for (const { failed } of some) failed(lost.reason)
    return []
  }
  if (results.some(({ status }) => status === 'rejected')) return some
  results.forEach((result, nth) => result.status === 'fulfilled' && some[nth]?.done(result.value.rows))
  return []
}
