import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type PostgresPool,
  type PostgresPoolClient,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { askNamed } from './ask-named.ts'
import { nameIfOften } from './named.ts'
import { together } from './together.ts'

/** How a transaction stands to the gate: `share` to show or do, `exclusive` to change a rule, `none` to start up and migrate. */
export type GateMode = 'share' | 'exclusive' | 'none'

/** The mode of transactions begun inside `run`; without one, `share`: nobody can forget the gate. */
export const gateMode = new AsyncLocalStorage<GateMode>()

const LOCK: Record<GateMode, string> = {
  share: '; lock table policy_gate in row share mode',
  exclusive: '; lock table policy_gate in exclusive mode',
  none: '',
}

/** The message that opens a gated transaction. A lock takes no snapshot, so the next statement sees the newest rule. */
export const beginUnder = (mode: GateMode): string => `begin${LOCK[mode]}`

/**
 * A condition, always true, that takes the gate for a statement which is a transaction of its own: rows that are locked for sharing (there
 * are none) take the lock of `share` on their table before the statement's snapshot is made.
 */
export const UNDER_THE_GATE = 'not exists (select from policy_gate for key share)'

/** The advisory lock under which what a write tells is handed over after its commit; migration 0014 names it too. */
export const HANDING_OVER = 7_067_843

/** What `KEEP_HANDING_OVER` took, whether it did or not: a statement that failed may have taken it. */
export const HANDED_OVER = { name: 'handed_over', text: 'select pg_advisory_unlock_all()', values: [] }

/** Takes `HANDING_OVER` for the session, in a statement that holds the gate: from its commit until `HANDED_OVER` no rule changes. */
export const KEEP_HANDING_OVER = `pg_advisory_lock_shared(${String(HANDING_OVER)})`

class GatedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.isolationLevel && settings.isolationLevel !== 'read committed')
      throw new Error(
        'A gated transaction reads committed rows: a snapshot older than the lock would show an old rule.',
      )
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    const mode = gateMode.getStore() ?? 'share'
    await connection.executeQuery(CompiledQuery.raw(`begin${access}${LOCK[mode]}`))
  }

  /** What cannot be rolled back has ended with its connection. Were this to fail, whoever asked would keep the connection for good. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => undefined)
  }
}

/** PostgreSQL for Kysely and the ORM in which every outermost transaction takes the gate in the message that begins it. */
export class GatedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new GatedDriver(this.#config)
  }
}

/** What the server says when a kept statement no longer fits its tables: another node has migrated them. */
export const CHANGED_MEANWHILE = '0A000'

const BEGIN = /^begin\b/
const NOTHING = { command: 'BEGIN', rowCount: 0, rows: [] }

/**
 * The pool as transactions use it. What they ask all the time is kept parsed and planned. What begins one leaves in a packet with its first
 * statement, which is answered behind it. A connection that is still in a transaction when it comes back is closed, for it may hold the gate; one
 * that keeps what no longer fits is closed too.
 */
export const neverMidway = (pool: pg.Pool): PostgresPool => ({
  async connect() {
    const client = await pool.connect()
    let outdated = false
    let begin: string | null = null
    const ask = async (text: string, values: unknown[]) => {
      // Without values it may be several statements in one message, which cannot be kept.
      const name = values.length > 0 ? nameIfOften(text) : undefined
      if (!name) return client.query(text, values)
      return askNamed(client, { name, text, values }).catch((error: unknown) => {
        outdated ||= error instanceof Error && 'code' in error && error.code === CHANGED_MEANWHILE
        throw error
      })
    }
    const query = async (text: string, values: unknown[] = []) => {
      if (BEGIN.test(text)) {
        begin = text
        return NOTHING
      }
      if (begin === null) return ask(text, values)
      const opening = begin
      begin = null
      const [begun, asked] = together(client, () => [client.query(opening), ask(text, values)] as const)
      // What follows a transaction that did not begin is refused for that alone.
      asked.catch(() => undefined)
      await begun
      return asked
    }
    const release = () => client.release(outdated || client.getTransactionStatus() !== 'I')
    // There are no cursors here.
    return { query, release } as unknown as PostgresPoolClient
  },
  end: () => pool.end(),
  options: pool.options,
})
