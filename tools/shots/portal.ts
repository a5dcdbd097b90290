import { migrate } from '#db/migrate.ts'
import { startPortal } from '#server/main.ts'
import { prepareDatabase } from '#server/platform/database-role.ts'
import { startEmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { addDemo } from '../demo.ts'

/** A portal with the demo, on a free port and an empty folder. */
export async function startDemo(dataFolder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const database = await startEmbeddedDatabase(dataFolder, { durable: false })
  await prepareDatabase(database.url)
  await migrate(database.url)
  await addDemo(database.url, dataFolder)
  const portal = await startPortal({ databaseUrl: database.url, dataFolder, host: '127.0.0.1', port: 0 })
  const stop = async () => {
    await portal.stop()
    await database.stop()
  }
  return { url: portal.url, stop }
}
