import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { askNamed } from './ask-named.ts'
import type { Db } from './database.ts'
import { CHANGED_MEANWHILE } from './gated-dialect.ts'
import { nameIfOften } from './named.ts'
import { dbOver } from './on-client.ts'
import { togetherInThisTick } from './together.ts'

/** Queries under way at the same time, and the connection they share. */
interface Burst {
  client: Promise<pg.PoolClient>
  open: number
}

/**
 * The query builder for reads outside a transaction. What is asked at the same time shares a connection, leaves in one packet and is read in the
 * order in which it was asked; what is asked all the time is kept parsed and planned. No connection is held while nothing is asked.
 * `late` hears of one that had to be asked again, and so was read after those asked behind it.
 */
export function readingOn(pool: pg.Pool, late: () => void = () => undefined): Db {
  let burst: Burst | null = null
  const ask = async (client: pg.PoolClient, { sql, parameters }: CompiledQuery) => {
    const name = nameIfOften(sql)
    const query = { text: sql, values: [...parameters] }
    togetherInThisTick(client)
    if (!name) return client.query<never>(query)
    return askNamed<never>(client, { ...query, name }).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === CHANGED_MEANWHILE)) throw error
      late()
      return client.query<never>(query)
    })
  }
  return dbOver(async (query) => {
    const mine = (burst ??= { client: pool.connect(), open: 0 })
    mine.open++
    try {
      return (await ask(await mine.client, query)).rows
    } finally {
      if (--mine.open === 0) {
        if (burst === mine) burst = null
        void mine.client.then(
          (client) => client.release(),
          () => undefined,
        )
      }
    }
  })
}
