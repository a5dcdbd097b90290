import pg from 'pg'
import type { Cluster } from '../cluster/cluster.ts'

/** Does something on a session of the database's own; ends well also when that session is the one that was ended. */
export async function asOwner(cluster: Cluster, fn: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.database.url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await fn(client)
  } catch (error) {
    if (!(error instanceof Error)) throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}
