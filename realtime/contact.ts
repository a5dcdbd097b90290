import type pg from 'pg'

/** How often it is asked whether the database is still there. Ms. */
const ASK = 250
/** Quiet for so long, it is asked. Ms. */
const QUIET = 600
/** Quiet for so long, it is gone: everybody is sent away before two seconds are over. Ms. */
const GONE = 1500

/**
 * Watches whether the database answers. A node that is cut off may show nothing more, and must not look alive either. Waiting at the
 * gate is no silence: it is asked on a second connection.
 */
export class Contact {
  readonly #pool: pg.Pool
  readonly #gone: () => void
  readonly #watch: NodeJS.Timeout
  #last = performance.now()
  #looked = performance.now()
  #asking = false
  #there = false

  constructor(pool: pg.Pool, gone: () => void) {
    this.#pool = pool
    this.#gone = gone
    this.#watch = setInterval(() => this.#check(), ASK)
  }

  get there(): boolean {
    return this.#there
  }

  /** An answer came. */
  made(): void {
    this.#last = performance.now()
    this.#there = true
  }

  close(): void {
    clearInterval(this.#watch)
  }

  #check(): void {
    const now = performance.now()
    const quiet = now - this.#last
    // After a stall of this process, answers that are there already are heard before it is called quiet.
    const stalled = now - this.#looked > 2 * ASK
    this.#looked = now
    if (this.#there && quiet > GONE && !stalled) {
      this.#there = false
      this.#gone()
    }
    if (quiet < QUIET || this.#asking) return
    this.#asking = true
    this.#pool
      .query('select 1')
      .then(() => {
        // Only a pass lets people in again; this keeps those who wait at the gate.
        if (this.#there) this.made()
      })
      .catch(() => undefined)
      .finally(() => (this.#asking = false))
  }
}
