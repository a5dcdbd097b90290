import { resolve } from 'node:path'
import { migrate, NewerDatabase } from '#db/migrate.ts'
import { CannotStart } from '#server/platform/cannot-start.ts'
import type { RunningPortal } from '#server/main.ts'
import { prepareDatabase } from '#server/platform/database-role.ts'
import { startEmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { env } from '#server/platform/env.ts'
import { log } from '#server/platform/log.ts'
import { addDemo, wantsDemo } from './demo.ts'
import { greeting } from './greet.ts'

interface Stoppable {
  stop(): Promise<unknown>
}

/** How long stopping may take before the process ends all the same: more than the portal's grace and the database's. Ms. */
const LONGEST_STOP = 30_000

/**
 * Starts the database (unless DATABASE_URL names one), brings it to this release, starts the portal, and stops all of it
 * when asked to. Whatever an operator can mend ends the process with one line.
 */
export async function serve({ development = false } = {}): Promise<void> {
  const started: Stoppable[] = []
  const state = { stopping: false }
  const starting = start(started, () => state.stopping, development)
  const stop = async (code: number) => {
    // Ctrl-C reaches npm as well, which passes it on: the second one is the same wish.
    if (state.stopping) return
    state.stopping = true
    setTimeout(() => {
      log.error('the portal did not stop in time, and was ended')
      process.exit(1)
    }, LONGEST_STOP).unref()
    // What is just being started would outlive a stop that did not wait for it.
    await starting.catch(() => undefined)
    for (const one of started.reverse()) await one.stop()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
  try {
    const running = await starting
    if (running && !state.stopping) console.log(await greeting(running.url, running.portal.database.db))
  } catch (error) {
    if (state.stopping) return
    console.error(mendable(error) ?? error)
    await stop(1)
  }
}

/** Starts one after the other, and nothing more once it is to stop: then null. */
async function start(
  started: Stoppable[],
  stopping: () => boolean,
  development: boolean,
): Promise<RunningPortal | null> {
  // Loaded while the database starts.
  const portal = import('#server/main.ts')
  portal.catch(() => undefined)
  const databaseUrl = env.DATABASE_URL ?? (await embedded(started))
  if (stopping()) return null
  await prepareDatabase(databaseUrl)
  await migrate(databaseUrl)
  if (wantsDemo(env)) await addDemo(databaseUrl, resolve(env.PORTAL_DATA))
  const { startPortal } = await portal
  if (stopping()) return null
  const running = await startPortal({
    databaseUrl,
    connections: env.DATABASE_CONNECTIONS,
    redisUrl: env.REDIS_URL,
    dataFolder: resolve(env.PORTAL_DATA),
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PORTAL_URL,
    trustedProxies: env.TRUSTED_PROXY ?? [],
    mail: { url: env.MAIL_URL, from: env.MAIL_FROM },
    development,
  })
  started.push(running)
  return running
}

async function embedded(started: Stoppable[]): Promise<string> {
  const database = await startEmbeddedDatabase(env.PORTAL_DATA, {
    onLost: (error) => log.fatal({ err: error }, 'the embedded database ended and could not be started again'),
  })
  started.push(database)
  return database.url
}

/** The one line for what an operator can mend; null for a fault of ours, which is shown whole. */
function mendable(error: unknown): string | null {
  if (error instanceof CannotStart || error instanceof NewerDatabase) return error.message
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall !== 'listen') return null
  if (code === 'EADDRINUSE') return `Port ${env.PORT} is in use: stop what listens there, or set PORT to another.`
  if (code === 'EACCES') return `Port ${env.PORT} may not be opened by this user: set PORT to one above 1023.`
  if (code === 'EADDRNOTAVAIL') return `This machine does not have the address ${env.HOST}: set HOST to one of its own.`
  return null
}
