import { Migration, Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import { readFileSync } from 'node:fs'
import { Logger, runMigrations as prepareJobs } from 'graphile-worker'
import pg from 'pg'
import { entities } from './entities/index.ts'
import { GatedDialect, gateMode } from './gated-dialect.ts'

/** Any number, the same on all nodes: those that start together migrate one after the other. */
const MIGRATION_LOCK = 7_067_842

/** The migrations of this release, in order. Each is one SQL file beside its name in db/migrations. */
const NAMES = [
  '0001-foundation',
  '0002-sign-in',
  '0003-realm',
  '0004-conversations',
  '0005-projects',
  '0006-accounts',
  '0007-files',
  '0008-search',
  '0009-lists',
  '0010-offers',
  '0011-own-names',
  '0012-search-staff',
  '0013-grants-keep-person',
  '0014-handing-over',
  '0015-mentions-outside',
  '0016-contracts-waiting',
  '0017-search-files',
  '0018-joined',
  '0019-ends',
  '0020-earlier-access',
  '0021-search-comments',
  '0022-contracts-unread',
  '0023-words-gathered',
  '0024-contracts-to-write',
  '0025-left-staff',
  '0026-open-of-project',
  '0027-updates-read',
  '0028-contracts-to-take-further',
  '0029-came-in',
] as const

/** The database carries a migration that this code does not know: it was made by a newer release. */
export class NewerDatabase extends Error {
  constructor(names: string[]) {
    super(
      `The database is newer than this release (it has ${names.join(', ')}). Start the newer release, or restore an older copy.`,
    )
    this.name = 'NewerDatabase'
  }
}

const migrationOf = (name: string) => ({
  name,
  class: class extends Migration {
    override up() {
      this.addSql(readFileSync(new URL(`./migrations/${name}.sql`, import.meta.url), 'utf8'))
    }
  },
})

// Its tables are ours to speak of, not its progress.
const quiet = new Logger(() => () => undefined)

/** Brings the database at `url` to this release; answers the names of the migrations that ran. Safe on several nodes at once. */
export async function migrate(url: string): Promise<{ ran: string[] }> {
  const lock = new pg.Client({ connectionString: url, application_name: 'portico migrate' })
  await lock.connect()
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    const ran = await gateMode.run('none', () => runMigrations(url))
    // A migration writes in savepoints, by which its own row looks like one that was loaded.
    if (ran.ran.length > 0) await lock.query('select settle_realm(null, null, false)')
    // The jobs' own tables, so that a job can be enqueued in the transaction that needs it.
    await prepareJobs({ connectionString: url, logger: quiet })
    return ran
  } finally {
    await lock.end()
  }
}

async function runMigrations(url: string): Promise<{ ran: string[] }> {
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'portico migrate' })
  const orm = await MikroORM.init({
    entities,
    clientUrl: url,
    driverOptions: () => new GatedDialect({ pool }),
    extensions: [Migrator],
    migrations: {
      migrationsList: NAMES.map(migrationOf),
      tableName: 'migrations',
      snapshot: false,
      disableForeignKeys: false,
      silent: true,
    },
  })
  try {
    const executed = await orm.migrator.getExecuted()
    const unknown = executed.map((row) => row.name).filter((name) => !(NAMES as readonly string[]).includes(name))
    if (unknown.length > 0) throw new NewerDatabase(unknown)
    const ran = await orm.migrator.up()
    return { ran: ran.map((row) => row.name) }
  } finally {
    await orm.close(true)
  }
}
