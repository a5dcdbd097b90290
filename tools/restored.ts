// `npm run restored`: the database was put back in a way that the portal cannot tell (docs/operating.md). Also while it is running.
import pg from 'pg'
import { migrate } from '#db/migrate.ts'
import { CannotStart } from '#server/platform/cannot-start.ts'
import { reachDatabase } from './reach-database.ts'

async function renew(): Promise<void> {
  const { url, stop } = await reachDatabase()
  const client = new pg.Client(url)
  try {
    await migrate(url)
    await client.connect()
    await client.query('select settle_realm(null, null, true)')
  } finally {
    await client.end()
    await stop?.()
  }
}

try {
  await renew()
  console.log('Every open page starts afresh.')
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exitCode = 1
}
