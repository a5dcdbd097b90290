import { runningUrl, startEmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { env } from '#server/platform/env.ts'

/** The portal's database: its own server is started for the moment when the portal is not running. */
export async function reachDatabase(): Promise<{ url: string; stop?: () => Promise<void> }> {
  const url = env.DATABASE_URL ?? runningUrl(env.PORTAL_DATA)
  return url === null ? startEmbeddedDatabase(env.PORTAL_DATA) : { url }
}
