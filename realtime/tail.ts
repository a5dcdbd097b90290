import type pg from 'pg'
import { passGate, Stale } from '#server/access/gate.ts'
import type { Portal } from '#server/platform/portal.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Followed } from '#server/streams/doorbell.ts'
import type { Frame } from '#server/streams/frames.ts'
import type { Told } from '#server/streams/told.ts'
import { connectionsOf, type Connections } from './connections.ts'
import { addDue, hear, HERE, nothingDue, type Due } from './due.ts'
import { follow } from './follow.ts'
import { Echoes } from './echoes.ts'
import { Housekeeping } from './housekeeping.ts'
import type { Line } from './line.ts'
import { askAhead, pass, type Node, type Outcome } from './pass.ts'
import { AGAIN, GATHER, POLL } from './rhythm.ts'
import { Rooms } from './rooms.ts'
import { Settling } from './settling.ts'

/**
 * This node's reader of the streams, with connections of its own. It answers the doorbell and polls, and under the gate hands what is
 * new to those who may have it. Nothing else sends anything protected to a socket.
 */
export class Tail {
  readonly rooms = new Rooms()
  readonly echoes: Echoes
  readonly #portal: Portal
  readonly #node: Node & { lines: Set<Line> }
  readonly #close: (line: Line) => void
  readonly #own: Connections
  readonly #housekeeping: Housekeeping
  readonly #settling: Settling
  readonly #stopListening: () => void
  readonly #poll: NodeJS.Timeout
  #due = nothingDue(true)
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #rung = false
  /** The stream of the write that is followed, and whether a ring was taken for that write's. */
  #followed: { stream: string; rung: boolean } | null = null
  #busy = false
  #closed = false

  /** `send` hands a frame over in the same tick; `close` tells a line why it ends and ends it. */
  constructor(portal: Portal, send: (lines: readonly Line[], frame: Frame) => void, close: (line: Line) => void) {
    this.#portal = portal
    this.#close = close
    this.#own = connectionsOf(portal, () => this.#node.lines.forEach((line) => line.socket.conn.close()))
    this.echoes = new Echoes(this.#own.pool, portal.nodeId, portal.log)
    this.#node = { id: portal.nodeId, lines: new Set(), rooms: this.rooms, echoes: this.echoes, send }
    this.#housekeeping = new Housekeeping(portal)
    this.#settling = new Settling(portal, this.#own.pool)
    this.#stopListening = portal.doorbell.listen((names) => this.#hear(names))
    portal.doorbell.follower = (stream, client, writing) => this.#follow(stream, client, writing)
    this.#poll = setInterval(() => this.#look(true), POLL)
    this.#look(true)
  }

  /** Whether the database answers; without it nobody is let in. */
  get connected(): boolean {
    return this.#own.contact.there
  }

  get lines(): ReadonlySet<Line> {
    return this.#node.lines
  }

  join(line: Line): void {
    this.#node.lines.add(line)
  }

  /** Lets a line watch a stream from a position on; whether it may is decided in the pass that this asks for. */
  watch(line: Line, streams: Record<string, number>): void {
    // Who asks for ever and reads nothing is owed an ever longer list of refusals.
    if (line.isOwedTooMuch) {
      refuse('refusals_flood')
      return line.socket.conn.close()
    }
    for (const [stream, position] of Object.entries(streams)) {
      this.rooms.enter(line, stream, position)
      this.#due.streams.add(stream)
      this.#due.here.add(stream)
    }
    this.#look()
  }

  leave(line: Line, streams: Iterable<string>): void {
    for (const stream of streams) this.rooms.leave(line, stream)
    this.#look()
  }

  part(line: Line): void {
    this.#node.lines.delete(line)
    this.leave(line, [...line.watches.keys()])
  }

  /** A line reads again: what it missed while it did not is looked up. */
  drained(line: Line): void {
    for (const stream of line.watches.keys()) this.#due.streams.add(stream)
    this.#look()
  }

  typing(line: Line, stream: string): void {
    if (line.types(stream)) this.#look()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#poll)
    clearTimeout(this.#timer)
    this.#stopListening()
    this.#portal.doorbell.follower = null
    this.#settling.close()
    this.echoes.close()
    await this.#running
    await this.#own.end()
  }

  #hear(names: readonly string[]): void {
    if (this.#followed && !this.#followed.rung && names.length === 1 && names[0] === this.#followed.stream) {
      this.#followed.rung = true
      return
    }
    if (hear(this.#due, this.rooms, names)) this.#look()
  }

  /** Asks for a pass: at once when idle, gathered while much is going on. */
  #look(all = false): void {
    if (this.#closed) return
    if (all) this.#due.all = true
    this.#rung = true
    if (this.#running || this.#timer) return
    if (this.#busy) this.#wait(GATHER)
    else this.#run()
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

  /** When idle, a pass is made behind a write of this node. */
  #follow(stream: string, client: pg.PoolClient, writing: Promise<Told | null>): Followed | null {
    if (this.#closed || this.#running || this.#timer || this.#busy || !this.rooms.has(stream)) return null
    if (this.#settling.inDoubt) return null
    this.#due.streams.add(stream)
    const due = this.#take()
    this.#followed = { stream, rung: false }
    const { outcome, ...followed } = follow(this.#node, client, writing, () => this.#settling.mustBeSettled())
    this.#settle(outcome, due)
    return followed
  }

  /** What is due, for the pass that begins now. */
  #take(): Due {
    const due = this.#due
    this.#due = nothingDue()
    this.#rung = false
    return due
  }

  #settle(outcome: Promise<Outcome>, due: Due): void {
    this.#running = outcome
      .then(
        (passed) => this.#passed(passed, due),
        (error: unknown) => this.#failed(error, due),
      )
      .then((wait) => {
        this.#running = null
        this.#followed = null
        if (this.#closed) return
        if (wait > 0) this.#wait(wait)
        else if (this.#rung) this.#look()
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
