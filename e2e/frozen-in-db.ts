import pg from 'pg'

/** Freezes a person from outside, or thaws them, as the host's admins do [A17]: in force at once, on every screen. */
export const freezeOutside = (databaseUrl: string, email: string, frozen: 'read_only' | null): Promise<void> =>
  changed(databaseUrl, `update users set frozen = $2 where email = $1 and kind = 'external'`, [email, frozen])

/** Lets the access of a person from outside have come to its last day, yesterday. */
export const endOutside = (databaseUrl: string, email: string): Promise<void> =>
  changed(
    databaseUrl,
    `update grants set expires_at = clock_timestamp() - interval '1 day' where user_id = (select id from users where email = $1)`,
    [email],
  )

/** Changes one row as a change of rules does. */
async function changed(databaseUrl: string, what: string, values: [email: string, ...rest: unknown[]]): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('lock table policy_gate in exclusive mode')
    const done = await client.query(what, values)
    await client.query('update policy_version set version = version + 1')
    await client.query('commit')
    if (done.rowCount !== 1) throw new Error(`Nobody from outside is ${values[0]}`)
  } finally {
    await client.end()
  }
}
