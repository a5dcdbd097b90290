import type pg from 'pg'
import type { Portal } from '#server/platform/portal.ts'
import { tellEnds } from '#server/accounts/tell-ends.ts'
import { pruneEvents } from '#server/streams/prune-events.ts'
import { forgetEchoes } from './echoes.ts'
import { forgetDeadNodes, noteLastSeen } from './presence.ts'

/** How often what is old is forgotten. Ms. */
const EVERY = 60_000
const STEPS = 20

/** What any node does now and then, outside the gate: old facts and dead nodes are forgotten, and who is here was seen. */
export class Housekeeping {
  readonly #portal: Portal
  #next = performance.now() + EVERY
  #busy = false
  #telling = false

  constructor(portal: Portal) {
    this.#portal = portal
  }

  /** Does it when it is time; what ended by its date is told each time [A5] [A17]. */
  maybe(pool: pg.Pool): void {
    this.#tellEnds()
    if (this.#busy || performance.now() < this.#next) return
    this.#busy = true
    this.#next = performance.now() + EVERY
    void this.#tidy(pool)
      .catch((error: unknown) => this.#portal.log.warn({ err: error }, 'old facts stay a while'))
      .finally(() => (this.#busy = false))
  }

  #tellEnds(): void {
    if (this.#telling) return
    this.#telling = true
    void tellEnds(this.#portal)
      .catch((error: unknown) => this.#portal.log.warn({ err: error }, 'what ended is told a little later'))
      .finally(() => (this.#telling = false))
  }

  async #tidy(pool: pg.Pool): Promise<void> {
    const client = await pool.connect()
    try {
      await forgetDeadNodes(client)
      await forgetEchoes(client)
      await noteLastSeen(client, this.#portal.nodeId)
    } finally {
      client.release()
    }
    for (let step = 0; step < STEPS; step++) if (!(await pruneEvents(this.#portal.database.db))) return
  }
}
