import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
} from 'kysely'
import type pg from 'pg'
import { askNamed } from './ask-named.ts'
import type { Db, Tables } from './database.ts'
import { nameOf } from './named.ts'

const made = new WeakMap<pg.ClientBase, Db>()

/**
 * The query builder over one connection that is already in a transaction: everything asked through it is part of that transaction. It
 * begins and commits nothing itself. What is asked is the same few statements over and over: each is kept parsed and planned.
 */
export function dbOn(client: pg.ClientBase): Db {
  const known = made.get(client)
  if (known) return known
  const db = dbOver(
    async ({ sql, parameters }) =>
      (await askNamed<never>(client, { name: nameOf(sql), text: sql, values: parameters })).rows,
  )
  made.set(client, db)
  return db
}

/** The query builder over whatever answers a query's rows. It begins and commits nothing. */
export function dbOver(rowsOf: (query: CompiledQuery) => Promise<never[]>): Db {
  const connection: DatabaseConnection = {
    executeQuery: async (query: CompiledQuery) => ({ rows: await rowsOf(query) }),
    streamQuery: () => {
      throw new Error('Rows are read whole: nothing is streamed.')
    },
  }
  const never = () => Promise.reject(new Error('There are no transactions here.'))
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
