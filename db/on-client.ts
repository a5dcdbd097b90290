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
import type { Db, Tables } from './database.ts'

/**
 * The query builder over one connection that is already in a transaction: everything asked through it is part of that transaction.
 * It begins and commits nothing itself.
 */
export function dbOn(client: pg.ClientBase): Db {
  const connection: DatabaseConnection = {
    executeQuery: async ({ sql, parameters }: CompiledQuery) => ({
      rows: (await client.query<never>(sql, [...parameters])).rows,
    }),
    streamQuery: () => {
      throw new Error('Rows read under the gate are bounded: nothing is streamed.')
    },
  }
  const never = () => Promise.reject(new Error('This connection is already in a transaction.'))
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
