import pg from 'pg'

/** Lets the look at who has not read a stream fall due now: in a browser nobody waits ten minutes. Fails if none is waiting. */
export async function unreadIsDue(databaseUrl: string, stream: string): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  const { rowCount } = await client.query(
    `update graphile_worker._private_jobs set run_at = now() where key = $1 and run_at > now() + interval '1 minute'`,
    [`unread ${stream}`],
  )
  await client.end()
  if (rowCount !== 1) throw new Error(`Nobody looks for what is unread on ${stream}`)
}
