import { sql } from 'kysely'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '#tools/test-db.ts'
import { openDatabase, type Db, type Database } from './database.ts'

let home: TestDatabase
let database: Database

beforeAll(async () => {
  home = await testDatabase()
  database = await openDatabase(home.url, { connections: 1 })
})
afterAll(async () => {
  await database.close()
  await home.close()
})

/** Reads a table in a transaction of the ORM; answers its rows and the connection's own number. */
const read = () =>
  database.orm.em.fork().transactional(async (em) => {
    const db = (em as SqlEntityManager).getKysely() as unknown as Db
    const { rows } = await sql`select * from kept_for_the_test where id >= ${0}`.execute(db)
    const kept = await sql`select from pg_prepared_statements where statement like '%kept_for_the_test%'`.execute(db)
    const { rows: own } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    return { rows, kept: kept.rows.length, pid: own[0]?.pid }
  })

it('[X5] a statement that transactions ask often is kept; once its table is another, its connection is closed and the next asks anew', async () => {
  await database.pool.query('create table kept_for_the_test as select 1 as id')
  const seen = []
  for (let nth = 0; nth < 55; nth++) seen.push(await read())
  expect(seen[0]?.kept).toBe(0)
  expect(seen.at(-1)).toMatchObject({ kept: 1, rows: [{ id: 1 }] })

  await database.pool.query(`alter table kept_for_the_test add more text not null default 'new'`)
  await expect(read()).rejects.toMatchObject({ code: '0A000' })
  const after = await read()
  expect(after.rows).toEqual([{ id: 1, more: 'new' }])
  expect(after.pid).not.toBe(seen.at(-1)?.pid)
})
