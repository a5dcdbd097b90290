import type pg from 'pg'
import { openPool } from '#db/database.ts'
import type { Portal } from '#server/platform/portal.ts'
import { Contact } from './contact.ts'

export interface Connections {
  pool: pg.Pool
  contact: Contact
  /** Takes this node's people out of who is present, and ends. */
  end(): Promise<void>
}

/** The tail's own connections, and whether the database answers on them; `gone` is called when it does not any more. */
export function connectionsOf({ database, log, nodeId }: Portal, gone: () => void): Connections {
  const clients = new Set<pg.PoolClient>()
  const pool = openPool(database.url, 2, (error) => log.warn({ err: error }, 'the tail lost a connection'))
  pool.on('connect', (client) => clients.add(client)).on('remove', (client) => clients.delete(client))
  const contact = new Contact(pool, () => {
    log.error('the database does not answer: all lines are dropped')
    gone()
    // What still waits for an answer would wait for minutes: a connection that was cut says nothing.
    for (const client of clients) void client.end().catch(() => undefined)
  })
  const end = async () => {
    await pool.query('delete from presence where node_id = $1', [nodeId]).catch(() => undefined)
    contact.close()
    await pool.end()
  }
  return { pool, contact, end }
}
