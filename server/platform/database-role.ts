import pg from 'pg'
import { CannotStart } from './cannot-start.ts'

/**
 * How long a session of the portal's role may hold up others. A node that freezes inside a gate keeps it half a second at
 * most; then PostgreSQL ends the session, and what it was doing never happened.
 */
const TIMEOUTS = {
  idle_in_transaction_session_timeout: '500ms',
  statement_timeout: '30s',
  lock_timeout: '10s',
}

const OLDEST = 15

/** Any number, the same on all nodes. */
const ROLE_LOCK = 7_067_844

/**
 * Proves that the database at `url` is there and new enough, and sets the timeouts on the role itself: a pooler shares
 * sessions, and what one of them says with SET would reach strangers. Throws CannotStart.
 */
export async function prepareDatabase(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: 'portico start',
  })
  try {
    await client.connect()
  } catch (error) {
    throw new CannotStart(`The database at ${placeOf(url)} cannot be opened (${reasonOf(error)}). Check DATABASE_URL.`)
  }
  try {
    const { rows } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int / 10000 as version`,
    )
    const version = rows[0]?.version ?? 0
    if (version < OLDEST)
      throw new CannotStart(`The database is PostgreSQL ${version}; Portico needs ${OLDEST} or newer.`)
    await setTimeouts(client)
  } finally {
    await client.end()
  }
}

/** Of nodes that start together only one can write to the role: the others wait, and find it as it should be. */
async function setTimeouts(client: pg.Client): Promise<void> {
  await client.query(`begin; select pg_advisory_xact_lock(${String(ROLE_LOCK)})`)
  const { rows } = await client.query<{ settings: string[] | null }>(
    'select rolconfig as settings from pg_roles where rolname = current_user',
  )
  const missing = Object.entries(TIMEOUTS).filter(([name, value]) => !rows[0]?.settings?.includes(`${name}=${value}`))
  await client.query(
    [...missing.map(([name, value]) => `alter role current_user set ${name} = '${value}'`), 'commit'].join(';'),
  )
}

/** Where a database is, without its password. */
function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}:${port || '5432'}${pathname}`
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || 'no answer'
}
