import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPostmaster, stopPostmaster } from '#server/platform/postmaster.ts'
import { root } from './root.ts'
import { testDatabase } from './test-db.ts'

/** A data folder that is gone after the test, with whatever runs on it. */
function dataFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'portico-start-'))
  onTestFinished(async () => {
    await stopPostmaster(join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** What `npm start` runs, on a free port and without the demo. */
function start(settings: Record<string, string>, script = 'tools/start.ts') {
  const child = spawn(process.execPath, [join(root, 'tools/run.mjs'), script], {
    cwd: root,
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      NODE_ENV: 'production',
      LOG_LEVEL: 'error',
      PORT: '0',
      PORTAL_DEMO: '0',
      ...settings,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  const listening = new Promise<string>((found) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        const address = /Portico is at (\S+)/.exec(said)?.[1]
        if (address) found(address)
      })
  })
  return {
    child,
    listening,
    /** Its exit code and what it said, once it has ended. */
    ended: once(child, 'close').then(([code]) => ({
      code: code as number | null,
      said: said.replace('Building the pages …\n', ''),
    })),
  }
}

/** A port of this machine that is taken until `close`. */
async function somePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

const statusOf = (address: string) =>
  fetch(address).then(
    ({ status }) => status,
    () => 0,
  )

describe('npm start', { timeout: 60_000 }, () => {
  it('makes an empty database ready, answers, refuses a second portal beside it, and stops with its database', async () => {
    const PORTAL_DATA = dataFolder()
    const first = start({ PORTAL_DATA })
    const address = await first.listening
    expect((await fetch(`${address}/healthz`)).status).toBe(200)

    const second = await start({ PORTAL_DATA }).ended
    expect(second).toEqual({ code: 1, said: expect.stringMatching(/^Another portal is running on .*\n$/) as string })
    expect((await fetch(`${address}/healthz`)).status).toBe(200)

    first.child.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0 })
    expect(readPostmaster(join(PORTAL_DATA, 'postgres'))).toBeNull()
  })

  it('stops whole when it is asked to while it is still starting', async () => {
    const PORTAL_DATA = dataFolder()
    const { port, close } = await somePort()
    await close()
    for (const enough of [(status: number) => status > 0, (status: number) => status === 200]) {
      const portal = start({ PORTAL_DATA, PORT: String(port) })
      while (!enough(await statusOf(`http://127.0.0.1:${port}/sign-in`))) await sleep(2)
      portal.child.kill('SIGTERM')
      expect(await portal.ended).toMatchObject({ code: 0 })
      expect(readPostmaster(join(PORTAL_DATA, 'postgres'))).toBeNull()
    }
  })

  it('in development stops with its database too', async () => {
    const PORTAL_DATA = dataFolder()
    const portal = start({ PORTAL_DATA, NODE_ENV: 'development' }, 'tools/dev.ts')
    expect(await statusOf(`${await portal.listening}/sign-in`)).toBe(200)
    portal.child.kill('SIGTERM')
    expect(await portal.ended).toMatchObject({ code: 0 })
    expect(readPostmaster(join(PORTAL_DATA, 'postgres'))).toBeNull()
  })

  it('says which port is in use, and leaves no database running', async () => {
    const { port, close } = await somePort()
    onTestFinished(close)
    const PORTAL_DATA = dataFolder()
    const { code, said } = await start({ PORTAL_DATA, PORT: String(port) }).ended
    expect({ code, said }).toEqual({
      code: 1,
      said: `Port ${port} is in use: stop what listens there, or set PORT to another.\n`,
    })
    expect(readPostmaster(join(PORTAL_DATA, 'postgres'))).toBeNull()
  })

  it('says that the database is not there, and never its password', async () => {
    const { code, said } = await start({ DATABASE_URL: 'postgresql://portico:hunter2@127.0.0.1:1/portal' }).ended
    expect(code).toBe(1)
    expect(said).toMatch(/^The database at 127\.0\.0\.1:1\/portal cannot be opened \(.*\)\. Check DATABASE_URL\.\n$/)
    expect(said).not.toContain('hunter2')
  })

  it('refuses a database that is newer than the code', async () => {
    const own = await testDatabase()
    onTestFinished(() => own.close())
    const client = new pg.Client(own.url)
    await client.connect()
    await client.query(`insert into migrations (name) values ('9999-of-tomorrow')`)
    await client.end()
    const { code, said } = await start({ DATABASE_URL: own.url }).ended
    expect({ code, said }).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^The database is newer than this release \(it has 9999-of-tomorrow\).*\n$/,
      ) as string,
    })
  })

  it('says what a setting must be', async () => {
    expect(await start({ PORT: 'three' }).ended).toEqual({
      code: 1,
      said: 'PORT must be a whole number from 0 to 65535. See docs/operating.md.\n',
    })
  })
})
