import { sql } from 'kysely'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '#tools/test-db.ts'
import { openDatabase, type Db, type Database } from './database.ts'

let home: TestDatabase
let database: Database

beforeAll(async () => {
  home = await testDatabase()
  database = await openDatabase(home.url, { connections: 2 })
})
afterAll(async () => {
  await database.close()
  await home.close()
})

/** Runs in a transaction of the ORM, on its connection. */
const inTransaction = (fn: (db: Db) => Promise<unknown>) =>
  database.orm.em.fork().transactional((em) => fn((em as SqlEntityManager).getKysely() as unknown as Db))

it('[X5] transactions that end with their connections leave the node as many as it had', async () => {
  for (let nth = 0; nth < 5; nth++)
    await expect(
      inTransaction((db) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(db)),
    ).rejects.toThrow()
  await expect(
    inTransaction(async (db) => {
      await sql`set local idle_in_transaction_session_timeout = 20`.execute(db)
      await pause(200)
      await sql`select 1`.execute(db)
    }),
  ).rejects.toThrow()
  const both = await Promise.all([database.pool.query('select pg_sleep(0.1)'), database.pool.query('select 1')])
  expect(both.map(({ rowCount }) => rowCount)).toEqual([1, 1])
})

it('[A0] a connection that is still in a transaction is not given to the next, for it may hold the gate', async () => {
  const connection = await database.db.connection().execute(async (db) => {
    await sql`begin; lock table policy_gate in row share mode`.execute(db)
    return (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
  })
  expect(connection).toBeGreaterThan(0)
  await expect
    .poll(async () => (await database.pool.query(`select from pg_stat_activity where pid = $1`, [connection])).rowCount)
    .toBe(0)
})
