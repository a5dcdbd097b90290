import type pg from 'pg'
import { passGate, Stale } from '#server/access/gate.ts'
import type { Portal } from '#server/platform/portal.ts'
import type { Followed } from '#server/streams/doorbell.ts'
import type { Told } from '#server/streams/told.ts'
import type { Connections } from './connections.ts'
import { addDue, hear, HERE, nothingDue, type Due } from './due.ts'
import { follow } from './follow.ts'
import { Housekeeping } from './housekeeping.ts'
import type { Line } from './line.ts'
import { askAhead, pass, type Node, type Outcome } from './pass.ts'
import { AGAIN, GATHER } from './rhythm.ts'
import { Settling } from './settling.ts'

/** This node's passes, one at a time: at once when idle, gathered while much is going on, and behind its own writes. */
export class Passes {
  readonly #portal: Portal
  readonly #node: Node
  readonly #own: Connections
  readonly #close: (line: Line) => void
  readonly #housekeeping: Housekeeping
  readonly #settling: Settling
  #due = nothingDue(true)
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #rung = false
  /** The stream of the write that is followed, and whether a ring was taken for that write's. */
  #followed: { stream: string; rung: boolean } | null = null
  #busy = false
  /** How long the last pass took, ms. */
  #took = 0
  #closed = false

  /** `close` ends a line of whom a pass finds that it has ended. */
  constructor(portal: Portal, node: Node, own: Connections, close: (line: Line) => void) {
    this.#portal = portal
    this.#node = node
    this.#own = own
    this.#close = close
    this.#housekeeping = new Housekeeping(portal)
    this.#settling = new Settling(portal, own.pool)
  }

  /** What the next pass looks at. */
  get due(): Due {
    return this.#due
  }

  /** Asks for a pass when what rang concerns this node. */
  hear(names: readonly string[]): void {
    if (this.#followed && !this.#followed.rung && names.length === 1 && names[0] === this.#followed.stream) {
      this.#followed.rung = true
      return
    }
    if (hear(this.#due, this.#node.rooms, names)) this.look()
  }

  /** Asks for a pass: at once when idle, gathered while much is going on. */
  look(all = false): void {
    if (this.#closed) return
    if (all) this.#due.all = true
    this.#rung = true
    if (this.#running || this.#timer) return
    if (this.#busy) this.#wait(Math.min(Math.max(4 * this.#took, GATHER.least), GATHER.most))
    else this.#run()
  }

  /** When idle, a pass is made behind a write of this node; else null. */
  follow(stream: string, client: pg.PoolClient, writing: Promise<Told | null>): Followed | null {
    if (this.#closed || this.#running || this.#timer || this.#busy || !this.#node.rooms.has(stream)) return null
    if (this.#settling.inDoubt) return null
    this.#due.streams.add(stream)
    const due = this.#take()
    this.#followed = { stream, rung: false }
    const { outcome, ...followed } = follow(this.#node, client, writing, () => this.#settling.mustBeSettled())
    this.#settle(outcome, due)
    return followed
  }

  /** None is begun any more; returns when the last has ended. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#settling.close()
    await this.#running
  }

  #wait(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#run()
    }, ms)
  }

  #run(): void {
    const due = this.#take()
    const outcome = this.#settling.settle(due.all).then(() =>
      passGate(
        { pool: this.#own.pool },
        async (passage, asked) => {
          this.#settling.mustBeSettled()
          return pass(this.#node, passage, await asked)
        },
        (client: pg.PoolClient) => askAhead(this.#node, client, due),
      ),
    )
    this.#settle(outcome, due)
  }

  /** What is due, for the pass that begins now. */
  #take(): Due {
    const due = this.#due
    this.#due = nothingDue()
    this.#rung = false
    return due
  }

  #settle(outcome: Promise<Outcome>, due: Due): void {
    const from = performance.now()
    this.#running = outcome
      .then(
        (passed) => this.#passed(passed, due),
        (error: unknown) => this.#failed(error, due),
      )
      .then((wait) => {
        this.#took = performance.now() - from
        this.#running = null
        this.#followed = null
        if (this.#closed) return
        if (wait > 0) this.#wait(wait)
        else if (this.#rung) this.look()
      })
  }

  #passed(outcome: Outcome, due: Due): number {
    this.#own.contact.made()
    if (due.all) this.#housekeeping.maybe(this.#own.pool)
    const here = outcome.committed()
    if (here.length > 0) this.#portal.doorbell.ring(here.map((stream) => stream + HERE))
    for (const line of outcome.ended) this.#close(line)
    if (outcome.more) addDue(this.#due, { ...due, here: new Set() })
    // The ring was another's: what was followed stored nothing.
    const missed = this.#followed?.rung && outcome.facts === 0 ? this.#followed.stream : null
    if (missed) this.#due.streams.add(missed)
    this.#rung ||= outcome.more || missed !== null
    this.#busy = outcome.facts > 1
    return 0
  }

  #failed(error: unknown, due: Due): number {
    if (error instanceof Stale) {
      // The write was slow, or this process: nothing is wrong.
      addDue(this.#due, due)
      this.#rung = true
      return 0
    }
    this.#portal.log.warn({ err: error }, 'the tail looks again')
    this.#due.all = true
    this.#rung = true
    return AGAIN
  }
}
