import { MikroORM, type InferKyselyDB } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { entities } from './entities/index.ts'
import { GatedDialect, neverMidway } from './gated-dialect.ts'

/** Tables and columns as Kysely sees them (snake_case), derived from the entities. */
export interface Tables extends InferKyselyDB<(typeof entities)[number]> {}
export type Db = Kysely<Tables>

/** One open database: the ORM, the query builder and the pool beneath both. */
export interface Database {
  orm: Awaited<ReturnType<typeof openOrm>>
  db: Db
  pool: pg.Pool
  url: string
  close(): Promise<void>
}

// The one place where PostgreSQL's types become ours: int8 and numeric counts are numbers, a date without time stays a string.
const INT8 = 20
const DATE = 1082
const types = new pg.TypeOverrides()
types.setTypeParser(INT8, Number)
types.setTypeParser(DATE, (text) => text)

/** How long connections may take to close. Ms. */
const GOODBYE = 3000

export interface DatabaseOptions {
  /** Most connections of this process; the embedded default is sized for one node. */
  connections?: number
  /** Hears of connections the server dropped; without it a drop would end the process. */
  onLost?: (error: Error) => void
}

/** Opens `url` (postgresql://…). Connects lazily: the first query tells whether the server is there. */
export async function openDatabase(url: string, { connections = 20, onLost }: DatabaseOptions = {}): Promise<Database> {
  const pool = openPool(url, connections, onLost)
  const orm = await openOrm(url, pool)
  const end = async () => {
    await orm.close(true)
    // The dialect ends only a pool that it has used itself.
    if (!pool.ending) await pool.end()
  }
  // Nothing is under way any more, and a connection that was cut while it was closed may not say that it ended for half a minute.
  const close = () => Promise.race([end(), sleep(GOODBYE, undefined, { ref: false })])
  return { orm, db: orm.em.getKysely() as unknown as Db, pool, url, close }
}

/** Connections to `url` with our types. Queries asked for together need not wait for each other's answers: there are no cursors here. */
export function openPool(url: string, connections: number, onLost?: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    pipeline: true,
    application_name: 'portico',
    connectionTimeoutMillis: 5000,
  })
  const lost = (error: Error) => {
    // The whole client hangs on it, which nobody wants in a log.
    Reflect.deleteProperty(error, 'client')
    if (!pool.ending) onLost?.(error)
  }
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  return pool
}

const openOrm = (url: string, pool: pg.Pool) =>
  MikroORM.init({
    entities,
    clientUrl: url,
    driverOptions: () => new GatedDialect({ pool: neverMidway(pool) }),
    discovery: { warnWhenNoEntities: false },
    forceUtcTimezone: true,
  })
