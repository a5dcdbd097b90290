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

/** Dates a comment, its task and a file so that what is said and sent leaves the sight of who sees 90 days back after so many seconds more [A7]; below 0: it has left it. */
export async function ageOutIn(
  databaseUrl: string,
  { comment, file }: { comment: string; file: string },
  seconds: number,
): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query('begin')
    // What narrows somebody's sight asks for it.
    await client.query('lock table policy_gate in exclusive mode')
    const at = `clock_timestamp() - interval '90 days' + $2 * interval '1 second'`
    const said = await client.query(`update feed_entries set at = ${at} where body = $1`, [comment, seconds])
    const attached = await client.query(`update attachments set uploaded_at = ${at} where name = $1`, [file, seconds])
    await client.query(
      `update tasks set created_at = clock_timestamp() - interval '100 days'
       where id in (select split_part(stream, ':', 2)::uuid from feed_entries where body = $1)`,
      [comment],
    )
    await client.query('commit')
    if (said.rowCount !== 1 || attached.rowCount !== 1) throw new Error('Not one comment and one file are called so')
  } finally {
    await client.end()
  }
}
