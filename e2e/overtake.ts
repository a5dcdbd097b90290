import pg from 'pg'

/**
 * Changes a rule right behind the next Save, after its commit and before its answer, as a busy portal does by chance. Call what it answers once the
 * Save is on its way; it returns when the rule has changed.
 */
export async function overtakeNextSave(databaseUrl: string): Promise<() => Promise<void>> {
  const [before, behind] = await Promise.all([opened(databaseUrl), opened(databaseUrl)])
  // The Save waits for this one, the other rule behind the Save.
  await before.query('begin')
  await before.query('lock table policy_gate in row share mode')
  return async () => {
    await waiting(before, 1)
    await behind.query('begin')
    const lock = behind.query('lock table policy_gate in exclusive mode')
    await waiting(before, 2)
    await before.query('rollback')
    await lock
    await behind.query('update policy_version set version = version + 1')
    await behind.query('commit')
    await Promise.all([before.end(), behind.end()])
  }
}

async function opened(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  return client
}

/** Until so many wait to have the gate for themselves. */
async function waiting(client: pg.Client, wanted: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_locks l join pg_database d on d.oid = l.database
       where d.datname = current_database() and relation = 'policy_gate'::regclass and mode = 'ExclusiveLock' and not granted`,
    )
    if ((rows[0]?.waiting ?? 0) >= wanted) return
    await new Promise((done) => setTimeout(done, 10))
  }
}
