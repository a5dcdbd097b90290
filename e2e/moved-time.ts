import pg from 'pg'
import { runningUrl } from '#server/platform/embedded-database.ts'

/** The data folder of `playwright.config.ts`. */
const DATA = '.cache/e2e-data'

/** Lets the look at who has not read a stream fall due now: in a browser nobody waits ten minutes. Fails if none is waiting. */
export async function unreadIsDue(stream: string): Promise<void> {
  const client = new pg.Client({ connectionString: runningUrl(DATA) ?? '' })
  await client.connect()
  const { rowCount } = await client.query(
    `update graphile_worker._private_jobs set run_at = now() where key = $1 and run_at > now() + interval '1 minute'`,
    [`unread ${stream}`],
  )
  await client.end()
  if (rowCount !== 1) throw new Error(`Nobody looks for what is unread on ${stream}`)
}
