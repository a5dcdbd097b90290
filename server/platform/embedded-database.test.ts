import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { prepareDatabase } from './database-role.ts'
import { startEmbeddedDatabase } from './embedded-database.ts'
import { readPostmaster, stopPostmaster } from './postmaster.ts'

const script = new URL('testing/start-embedded.ts', import.meta.url).pathname
const quick = { durable: false }

async function query(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  return client.query<Record<string, unknown>>(sql).finally(() => client.end())
}

/** A folder that is gone after the test, with its server. */
function dataFolder(mode = 0o755) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-data-'))
  chmodSync(folder, mode)
  onTestFinished(async () => {
    await stopPostmaster(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

async function startElsewhere(folder: string): Promise<ChildProcess> {
  const other = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(other.stdout, 'data')
  return other
}

describe('the portal’s role', { timeout: 60_000 }, () => {
  it('is given its timeouts by nodes that start together', async () => {
    const { url, stop } = await startEmbeddedDatabase(dataFolder(), quick)
    onTestFinished(stop)
    await Promise.all(Array.from({ length: 8 }, () => prepareDatabase(url)))
    const config = 'select rolconfig from pg_roles where rolname = current_user'
    expect((await query(url, config)).rows).toEqual([
      { rolconfig: ['idle_in_transaction_session_timeout=500ms', 'statement_timeout=30s', 'lock_timeout=10s'] },
    ])
  })
})

describe('the embedded database', { timeout: 60_000 }, () => {
  const opened: { stop(): Promise<void> }[] = []
  const start = async (folder: string, options = quick) => {
    const database = await startEmbeddedDatabase(folder, options)
    opened.push(database)
    return database
  }
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.stop()
  })

  it('keeps what was written, listens on this machine only, and hides its password', async () => {
    const folder = dataFolder()
    const first = await start(folder)
    await query(first.url, 'create table notes as select 1 as n')
    expect((await query(first.url, 'show listen_addresses')).rows).toEqual([{ listen_addresses: '127.0.0.1' }])
    await first.stop()
    expect(readPostmaster(join(folder, 'postgres'))).toBeNull()
    expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600)

    const second = await start(folder)
    expect((await query(second.url, 'select n from notes')).rows).toEqual([{ n: 1 }])
    const stranger = new URL(second.url)
    stranger.password = 'guess'
    await expect(query(stranger.href, 'select 1')).rejects.toThrow('password authentication failed')
  })

  it('refuses a second portal on the same folder in one line, and the first goes on', async () => {
    const folder = dataFolder()
    const first = await start(folder)
    const refusal = await startEmbeddedDatabase(folder, quick).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(CannotStart)
    expect((refusal as Error).message).toMatch(/^Another portal is running on .+$/)
    expect((await query(first.url, 'select 1 as n')).rows).toEqual([{ n: 1 }])
  })

  it('recovers the folder of a portal that was killed, whose server still runs', async () => {
    const folder = dataFolder()
    const killed = await startElsewhere(folder)
    const left = readPostmaster(join(folder, 'postgres'))
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect(readPostmaster(join(folder, 'postgres'))).toMatchObject({ pid: left?.pid, alive: true })

    const database = await start(folder)
    expect((await query(database.url, 'select 1 as n')).rows).toEqual([{ n: 1 }])
  })

  it('recovers from a server that was killed too', async () => {
    const folder = dataFolder()
    const killed = await startElsewhere(folder)
    const left = readPostmaster(join(folder, 'postgres'))
    killed.kill('SIGKILL')
    process.kill(left?.pid ?? 0, 'SIGKILL')
    await once(killed, 'exit')
    await expect(start(folder)).resolves.toHaveProperty('url')
  })

  it('[X5] comes back at the same address when it is killed', async () => {
    const folder = dataFolder()
    const { url } = await start(folder, { durable: true })
    await query(url, 'create table notes as select 1 as n')
    process.kill(readPostmaster(join(folder, 'postgres'))?.pid ?? 0, 'SIGKILL')
    await expect(query(url, 'select 1')).rejects.toThrow()
    await expect
      .poll(
        () =>
          query(url, 'select n from notes').then(
            ({ rows }) => rows,
            () => [],
          ),
        { timeout: 30_000 },
      )
      .toEqual([{ n: 1 }])
    await expect(startEmbeddedDatabase(folder, quick)).rejects.toThrow('Another portal')
  })

  it('starts in a folder that only its owner may pass', async () => {
    await expect(start(dataFolder(0o700))).resolves.toHaveProperty('url')
  })

  it('refuses a cluster of another PostgreSQL in one line', async () => {
    const folder = dataFolder()
    mkdirSync(join(folder, 'postgres'))
    writeFileSync(join(folder, 'postgres/PG_VERSION'), '9\n')
    await expect(start(folder)).rejects.toThrow(/was made by PostgreSQL 9 and this is \d+/)
  })
})
