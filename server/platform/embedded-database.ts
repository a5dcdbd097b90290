import { closeSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { freePort, isListening, keptSecret } from './machine.ts'
import { makeCluster, refuseOtherVersion } from './postgres-cluster.ts'
import { findPostgres, type PostgresProgram } from './postgres-program.ts'
import { forgetZombie, readPostmaster, stopPostmaster, type Postmaster } from './postmaster.ts'

/** A private PostgreSQL that lives and ends with this process. */
export interface EmbeddedDatabase {
  /** Where its owner, the role `portico`, reaches the database `portico`. */
  url: string
  stop(): Promise<void>
}

interface Options {
  /** false for tests: a power cut may lose everything, and starting and writing are faster. */
  durable?: boolean
  /** Hears when a server that ended by itself could not be started again. */
  onLost?: (error: Error) => void
}

/** Any number: the advisory lock by which one portal holds the data folder. It ends with its connection, so it is never stale. */
const FOLDER_LOCK = 7_067_843

/** Starts the PostgreSQL kept in `folder`/postgres, and makes it first when there is none. Throws CannotStart. */
export async function startEmbeddedDatabase(
  folder: string,
  { durable = true, onLost = () => undefined }: Options = {},
): Promise<EmbeddedDatabase> {
  const data = resolve(folder)
  makeFolder(data)
  const program = await findPostgres(data)
  const password = keptSecret(join(data, 'postgres.password'))
  const cluster = join(data, 'postgres')
  if (!existsSync(cluster)) await makeCluster(program, data, cluster, password, durable)
  refuseOtherVersion(program, cluster)
  await endLeftOver(cluster, password, data)
  const port = await freePort()
  const run = async () => holdFolder(await launch(program, data, cluster, port, durable), password, data)
  let hold = await run()
  let stopping = false
  const stop = async () => {
    stopping = true
    await stopPostmaster(cluster)
    await hold.end().catch(() => undefined)
  }
  const watch = () => void hold.once('end', () => stopping || void revive())
  // Out of memory, or killed by hand: the server comes back at the same address, and the portal's pools find it there.
  const revive = async (attempts = 5): Promise<void> => {
    try {
      await stopPostmaster(cluster)
      forgetZombie(cluster)
      hold = await run()
      watch()
    } catch (error) {
      if (attempts === 0) return onLost(error as Error)
      // What is left of the old server may need a moment to go.
      await sleep(500)
      if (!stopping) return revive(attempts - 1)
    }
  }
  try {
    await makeDatabase(hold, password)
  } catch (error) {
    await stop()
    throw error
  }
  watch()
  return { url: urlOf({ port }, password), stop }
}

const urlOf = ({ port }: Pick<Postmaster, 'port'>, password: string) =>
  `postgresql://portico:${password}@127.0.0.1:${port}/portico?sslmode=disable`

/** Where the database of a portal that runs on `folder` is reached; null when none does. */
export function runningUrl(folder: string): string | null {
  const server = readPostmaster(join(folder, 'postgres'))
  return server?.alive && server.ready ? urlOf(server, keptSecret(join(folder, 'postgres.password'))) : null
}

function makeFolder(data: string) {
  try {
    mkdirSync(data, { recursive: true })
  } catch (error) {
    throw new CannotStart(
      `The data folder ${data} cannot be made (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Set PORTAL_DATA to one that can.`,
    )
  }
}

/** A portal that was killed leaves its server running. A living portal's server is left alone, and this start refused. */
async function endLeftOver(cluster: string, password: string, data: string) {
  forgetZombie(cluster)
  const left = readPostmaster(cluster)
  if (!left?.alive || !(await answers(left))) return
  const hold = await holdFolder(left, password, data)
  await stopPostmaster(cluster)
  await hold.end().catch(() => undefined)
}

/** Whether the server listens, given time to start. After a crash another process can have its number; then nobody listens. */
async function answers({ port }: Postmaster): Promise<boolean> {
  const deadline = Date.now() + 2000
  while (!(await isListening(port))) {
    if (Date.now() > deadline) return false
    await sleep(50)
  }
  return true
}

async function launch(
  program: PostgresProgram,
  data: string,
  cluster: string,
  port: number,
  durable: boolean,
): Promise<Postmaster> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const logFile = join(data, 'postgres.log')
  if (existsSync(logFile)) renameSync(logFile, join(data, 'postgres.previous.log'))
  const out = openSync(logFile, 'a', 0o600)
  // In a session of its own: Ctrl-C reaches the portal first, which ends its work and then stops the database.
  const child = program.spawn('postgres', args, { detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  const ended = new Promise<'ended'>((done) =>
    child.once('exit', () => done('ended')).once('error', () => done('ended')),
  )
  child.unref()
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const server = readPostmaster(cluster)
    if (server?.ready && server.pid === child.pid) return server
    if ((await Promise.race([ended, sleep(5)])) === 'ended') break
  }
  if (readPostmaster(cluster)?.alive) throw inUse(data)
  throw new CannotStart(`The database in ${data} did not start; ${logFile} says why.`)
}

const inUse = (data: string) =>
  new CannotStart(`Another portal is running on ${data}. Stop it, or set PORTAL_DATA to another folder.`)

async function holdFolder(server: Postmaster, password: string, data: string): Promise<pg.Client> {
  const hold = await connectAsOwner(server, password)
  const { rows } = await hold.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [FOLDER_LOCK])
  if (rows[0]?.held) return hold
  await hold.end()
  throw inUse(data)
}

async function connectAsOwner({ port }: Postmaster, password: string): Promise<pg.Client> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: 'postgres',
      password,
      database: 'postgres',
      ssl: false,
      keepAlive: true,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      const starting = (error as { code?: string }).code === '57P03'
      if (!starting || Date.now() > deadline)
        throw new CannotStart(`The database in the data folder does not answer: ${(error as Error).message}.`)
      await sleep(50)
    }
  }
}

async function makeDatabase(hold: pg.Client, password: string) {
  const { rowCount } = await hold.query(`select from pg_database where datname = 'portico'`)
  if (rowCount) return
  await hold.query(`do $$ begin create role portico login; exception when duplicate_object then null; end $$`)
  await hold.query(`alter role portico createdb password ${hold.escapeLiteral(password)}`)
  await hold.query('create database portico owner portico')
}
