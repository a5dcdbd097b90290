import pg from 'pg'

/** Freezes a person from outside, or thaws them, as the host's admins do [A17]: in force at once, on every screen. */
export async function freezeOutside(databaseUrl: string, email: string, frozen: 'read_only' | null): Promise<void> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query('begin')
    await client.query('lock table policy_gate in exclusive mode')
    const done = await client.query(`update users set frozen = $2 where email = $1 and kind = 'external'`, [
      email,
      frozen,
    ])
    await client.query('update policy_version set version = version + 1')
    await client.query('commit')
    if (done.rowCount !== 1) throw new Error(`Nobody from outside is ${email}`)
  } finally {
    await client.end()
  }
}
