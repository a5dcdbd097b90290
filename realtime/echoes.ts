import type pg from 'pg'
import type { Logger } from 'pino'

/** Counts are written down so often while there are any. Ms. */
const EVERY = 150
/** Kept for so long after the change; nobody looks at them later. */
const KEPT = '10 minutes'

/** The rules that a screen was told of: those after `since`, up to `version`. */
export interface Told {
  since: number
  version: number
}

interface Count extends Told {
  told: number
  answered: number
}

/**
 * Counts how many open screens this node told of a change of rules, and how many answered. Shown beside "Saved", which never waits for it; so it
 * is written outside the gate, and what is lost with a node is a number.
 */
export class Echoes {
  readonly #pool: pg.Pool
  readonly #nodeId: string
  readonly #log: Logger
  #counts = new Map<string, Count>()
  #timer: NodeJS.Timeout | undefined

  constructor(pool: pg.Pool, nodeId: string, log: Logger) {
    this.#pool = pool
    this.#nodeId = nodeId
    this.#log = log
  }

  told(what: Told): void {
    this.#count(what).told++
  }

  answered(what: Told): void {
    this.#count(what).answered++
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #count({ since, version }: Told): Count {
    const key = `${String(since)} ${String(version)}`
    const count = this.#counts.get(key) ?? { since, version, told: 0, answered: 0 }
    this.#counts.set(key, count)
    this.#timer ??= setTimeout(() => void this.#write(), EVERY)
    return count
  }

  async #write(): Promise<void> {
    this.#timer = undefined
    const counts = [...this.#counts.values()]
    this.#counts = new Map()
    const column = (pick: (count: Count) => number) => counts.map(pick)
    try {
      await this.#pool.query(
        `insert into rule_echoes as e (node_id, since, version, told, answered)
         select $1, * from unnest($2::bigint[], $3::bigint[], $4::int[], $5::int[])
         on conflict (version, since, node_id) do update set told = e.told + excluded.told, answered = e.answered + excluded.answered`,
        [
          this.#nodeId,
          column(({ since }) => since),
          column(({ version }) => version),
          column(({ told }) => told),
          column(({ answered }) => answered),
        ],
      )
    } catch (error) {
      this.#log.warn({ err: error }, 'what screens answered is not counted')
    }
  }
}

/** Forgets what nobody looks at any more. */
export const forgetEchoes = (client: pg.ClientBase) =>
  client.query(`delete from rule_echoes where at < clock_timestamp() - interval '${KEPT}'`)
