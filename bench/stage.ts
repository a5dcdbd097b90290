import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { freePort } from '#server/platform/machine.ts'

const ROOT = join(import.meta.dirname, '..')

/** A portal of the bench's own: a process as `npm start` makes it, on a folder that is thrown away. */
export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'portico-bench-'))
  origin = ''
  database: EmbeddedDatabase | null = null
  #portal: ChildProcess | null = null
  #port = 0

  /** Starts the portal with its embedded database; answers how long it took to answer a page, in ms. */
  async start(databaseUrl?: string): Promise<number> {
    // The same for as long as it is the same portal.
    this.#port ||= await freePort()
    this.origin = `http://127.0.0.1:${String(this.#port)}`
    const from = performance.now()
    const env = {
      ...this.#clean(),
      PORT: String(this.#port),
      HOST: '127.0.0.1',
      PORTAL_DATA: this.folder,
      PORTAL_DEMO: '1',
      LOG_LEVEL: 'warn',
    }
    const portal = spawn(process.execPath, startArguments(), {
      cwd: ROOT,
      env: databaseUrl ? { ...env, DATABASE_URL: databaseUrl } : env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    this.#portal = portal
    for (;;) {
      if (portal.exitCode !== null) throw new Error('The portal did not start: see the lines above.')
      const answer = await fetch(`${this.origin}/sign-in`).catch(() => null)
      if (answer?.ok) return performance.now() - from
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Ends the portal, and waits until it is gone. */
  async stopPortal(): Promise<void> {
    const portal = this.#portal
    this.#portal = null
    if (portal?.exitCode !== null) return
    const gone = new Promise((resolve) => portal.once('exit', resolve))
    portal.kill('SIGTERM')
    await gone
  }

  /** The same portal again, its database run by the bench so that others can reach it too. */
  async startShared(): Promise<string> {
    this.database = await startEmbeddedDatabase(this.folder)
    await this.start(this.database.url)
    return this.database.url
  }

  /** Memory of the portal's own process that is in use, MB. */
  memory(): number {
    const status = readFileSync(`/proc/${String(this.#portal?.pid)}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
  }

  async close(): Promise<void> {
    await this.stopPortal()
    await this.database?.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** The surroundings without settings of a portal that someone may have set for their own. */
  #clean(): NodeJS.ProcessEnv {
    return {
      NODE_ENV: 'production',
      PATH: `${join(process.execPath, '..')}:/usr/local/bin:/usr/bin:/bin`,
      HOME: tmpdir(),
    }
  }
}

/** What `npm start` gives to Node. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').slice(1)
}

/** Somebody of the demo, signed in: the cookie to send, and where their pages begin. */
export interface Person {
  cookie: string
  prefix: string
  userId: string
}

/** Signs a person of the demo in through the sign-in page. */
export async function signIn(origin: string, pool: pg.Pool, email: string): Promise<Person> {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ name: email, password: 'northlight-demo-only', to: '' }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  if (answer.status >= 400 || !cookie) throw new Error(`${email} could not sign in: ${String(answer.status)}`)
  const { rows } = await pool.query<{ id: string; grant_id: string | null }>(
    'select u.id, g.id as grant_id from users u left join grants g on g.user_id = u.id where u.email = $1 order by g.created_at limit 1',
    [email],
  )
  const row = rows[0]
  if (!row) throw new Error(`Nobody has the address ${email}.`)
  return { cookie, prefix: row.grant_id ? `/g/${row.grant_id}` : '/s', userId: row.id }
}
