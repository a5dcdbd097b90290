import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** What PostgreSQL says when its own sweeper is in the database: only the owner of the server may send that away. It is soon done. */
const NOT_OURS = '42501'
const PATIENCE = 10_000

/** Drops a database, a moment later where it is being swept. */
export async function whenSwept(drop: () => Promise<void>): Promise<void> {
  for (const until = Date.now() + PATIENCE; ; await pause(100))
    try {
      return await drop()
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== NOT_OURS || Date.now() > until) throw error
    }
}
