// What browser tests visit: for each test a portal of its own, on a copy of the demo, so that none meets what another left.
// POST / starts one, POST /empty one that nobody owns yet; both answer what e2e/portal.ts calls `Portal`; DELETE /<its database> ends it.
import { randomBytes } from 'node:crypto'
import { cp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { migrate } from '#db/migrate.ts'
import { firstRunCode } from '#server/auth/first-run.ts'
import { startPortal, type RunningPortal } from '#server/main.ts'
import { prepareDatabase } from '#server/platform/database-role.ts'
import { startEmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { env } from '#server/platform/env.ts'
import { stopPostmaster } from '#server/platform/postmaster.ts'
import { databaseAt } from './database-at.ts'
import { addDemo } from './demo.ts'
import { build, isBuilt } from './page-build.ts'
import { whenSwept } from './when-swept.ts'

const folder = resolve(env.PORTAL_DATA)
// A run that was killed left its database behind.
await stopPostmaster(join(folder, 'postgres'))
await rm(folder, { recursive: true, force: true })
if (!isBuilt() && !build()) process.exit(1)
const database = await startEmbeddedDatabase(folder, { durable: false })
await prepareDatabase(database.url)
const demo = databaseAt(database.url, 'demo')
await run('create database demo')
await migrate(demo)
await addDemo(demo, folder)

const running = new Map<string, RunningPortal>()

async function begin({ empty }: { empty: boolean }) {
  const name = `portal_${randomBytes(4).toString('hex')}`
  const databaseUrl = databaseAt(database.url, name)
  const dataFolder = join(folder, name)
  if (empty) {
    await run(`create database ${name}`)
    await migrate(databaseUrl)
  } else {
    await run(`create database ${name} template demo strategy wal_log`)
    await cp(join(folder, 'files'), join(dataFolder, 'files'), { recursive: true })
  }
  // Portals share this process with each other: one whose neighbour starts is not frozen.
  await run(`alter role current_user in database ${name} set idle_in_transaction_session_timeout = '3s'`)
  const portal = await startPortal({ databaseUrl, dataFolder, host: env.HOST, port: 0 })
  running.set(name, portal)
  return { name, url: portal.url, databaseUrl, code: await firstRunCode(portal.portal.database.db) }
}

/** The next one with the demo: it starts while what was asked for before is being looked at. */
let next = begin({ empty: false })

function handOut(): ReturnType<typeof begin> {
  const handed = next
  // One that does not start is told to who asked for it, and to nobody after them.
  next = handed.catch(() => undefined).then(() => begin({ empty: false }))
  next.catch(() => undefined)
  return handed
}

async function end(name: string): Promise<void> {
  const portal = running.get(name)
  if (!portal || !running.delete(name)) return
  await portal.stop()
  await whenSwept(() => run(`drop database ${name} with (force)`))
  await rm(join(folder, name), { recursive: true, force: true })
}

async function run(sql: string, at = database.url): Promise<void> {
  const client = new pg.Client(at)
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

const server = createServer(({ method, url = '/' }, answer) => {
  const asked =
    method === 'POST'
      ? url === '/empty'
        ? begin({ empty: true })
        : handOut()
      : method === 'DELETE'
        ? end(url.slice(1))
        : Promise.resolve('ready')
  asked.then(
    (done) => answer.end(JSON.stringify(done ?? null)),
    (error: unknown) => answer.writeHead(500).end(String(error)),
  )
}).listen(env.PORT, env.HOST)

const stop = async () => {
  server.close()
  await next.catch(() => undefined)
  await Promise.all([...running.keys()].map(end))
  await database.stop()
  process.exit()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
