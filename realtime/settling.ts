import type pg from 'pg'
import type { Portal } from '#server/platform/portal.ts'
import { settleRealm } from '#server/streams/realm.ts'

/** A connection that is new may lead to a database that was restored meanwhile: nothing is read on from there before that is known. */
export class Settling {
  readonly #portal: Portal
  readonly #pool: pg.Pool
  /** A connection of the tail, or one on which a pass may follow a write, was opened since it was settled. */
  #doubt = { own: true, writes: true }
  readonly #unfollow: () => void

  constructor(portal: Portal, pool: pg.Pool) {
    this.#portal = portal
    this.#pool = pool
    pool.on('connect', () => (this.#doubt.own = true))
    const opened = () => (this.#doubt.writes = true)
    portal.database.pool.on('connect', opened)
    this.#unfollow = () => portal.database.pool.off('connect', opened)
  }

  /** Whether a pass may not follow a write on its connection. */
  get inDoubt(): boolean {
    return this.#doubt.own || this.#doubt.writes
  }

  /** Settles it where there is doubt, or `anyway`: a dump may be loaded beneath connections that stay. */
  async settle(anyway: boolean): Promise<void> {
    if (!this.#doubt.own && !anyway) return
    const client = await this.#pool.connect()
    const before = this.#doubt
    this.#doubt = { own: false, writes: false }
    try {
      await settleRealm(this.#portal, client)
    } catch (error) {
      this.#doubt = before
      throw error
    } finally {
      client.release()
    }
  }

  /** Throws where a connection of the tail was opened since it was settled. */
  mustBeSettled(): void {
    if (this.#doubt.own) throw new Error('on a new connection, which database this is has to be settled first')
  }

  close(): void {
    this.#unfollow()
  }
}
