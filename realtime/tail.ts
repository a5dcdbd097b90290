import type pg from 'pg'
import { openPool } from '#db/database.ts'
import { passGate } from '#server/access/gate.ts'
import { refused } from '#server/platform/counters.ts'
import type { Portal } from '#server/platform/portal.ts'
import { POLICY } from '#server/streams/doorbell.ts'
import type { Frame } from '#server/streams/frames.ts'
import { Contact } from './contact.ts'
import { Housekeeping } from './housekeeping.ts'
import type { Line } from './line.ts'
import { askAhead, pass, type Node, type Outcome } from './pass.ts'
import { Rooms } from './rooms.ts'

/** The clocks are looked at so often anyway, rung for or not: without Redis other nodes' news is at most so late. Ms. */
const POLL = 500
/** While much is going on, passes gather for so long. Ms. */
const GATHER = 12
/** After a pass that failed. Ms. */
const AGAIN = 150
/** Refusals that are kept for one line at most. */
const MOST_OWED = 200
/** Ends the names that ring when somebody comes, goes or types. */
const HERE = '#here'

/**
 * This node's reader of the streams, with connections of its own. It answers the doorbell and polls, and under the gate hands what is
 * new to those who may have it. Nothing else sends anything protected to a socket.
 */
export class Tail {
  readonly rooms = new Rooms()
  readonly #portal: Portal
  readonly #node: Node & { lines: Set<Line> }
  readonly #close: (line: Line) => void
  readonly #pool: pg.Pool
  readonly #contact: Contact
  readonly #housekeeping: Housekeeping
  readonly #stopListening: () => void
  readonly #poll: NodeJS.Timeout
  #due = { streams: new Set<string>(), here: new Set<string>(), all: true }
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #rung = false
  #busy = false
  #closed = false

  /** `send` hands a frame over in the same tick; `close` tells a line why it ends and ends it. */
  constructor(portal: Portal, send: (lines: readonly Line[], frame: Frame) => void, close: (line: Line) => void) {
    this.#portal = portal
    this.#close = close
    this.#node = { id: portal.nodeId, lines: new Set(), rooms: this.rooms, send }
    const clients = new Set<pg.PoolClient>()
    this.#pool = openPool(portal.database.url, 2, (error) =>
      portal.log.warn({ err: error }, 'the tail lost a connection'),
    )
    this.#pool.on('connect', (client) => clients.add(client)).on('remove', (client) => clients.delete(client))
    this.#contact = new Contact(this.#pool, () => {
      portal.log.error('the database does not answer: all lines are dropped')
      for (const line of this.#node.lines) line.socket.conn.close()
      // What still waits for an answer would wait for minutes: a connection that was cut says nothing.
      for (const client of clients) void client.end().catch(() => undefined)
    })
    this.#housekeeping = new Housekeeping(portal)
    this.#stopListening = portal.doorbell.listen((names) => this.#hear(names))
    this.#poll = setInterval(() => this.#look(true), POLL)
    this.#look(true)
  }

  /** Whether the database answers; without it nobody is let in. */
  get connected(): boolean {
    return this.#contact.there
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
    if (line.lost.size + line.reset.size > MOST_OWED) {
      refused.inc({ what: 'line' })
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
    const watch = line.watches.get(stream)
    if (!watch?.mayWrite || watch.proven === 0) return
    watch.typing = true
    this.#look()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#poll)
    clearTimeout(this.#timer)
    this.#stopListening()
    this.#contact.close()
    await this.#running
    await this.#pool.query('delete from presence where node_id = $1', [this.#node.id]).catch(() => undefined)
    await this.#pool.end()
  }

  #hear(names: readonly string[]): void {
    let mine = false
    for (const name of names) {
      const stream = name.endsWith(HERE) ? name.slice(0, -HERE.length) : name
      if (name !== POLICY && !this.rooms.has(stream)) continue
      mine = true
      if (name !== POLICY) (name === stream ? this.#due.streams : this.#due.here).add(stream)
    }
    if (mine) this.#look()
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
    this.#rung = false
    const due = this.#due
    this.#due = { streams: new Set(), here: new Set(), all: false }
    this.#running = passGate(
      { pool: this.#pool },
      (passage, asked) => pass(this.#node, passage, asked),
      (client: pg.PoolClient) => askAhead(this.#node, client, due),
    )
      .then(
        (outcome) => this.#passed(outcome, due),
        (error: unknown) => this.#failed(error),
      )
      .then((wait) => {
        this.#running = null
        if (this.#closed) return
        if (wait > 0) this.#wait(wait)
        else if (this.#rung) this.#look()
      })
  }

  #passed(outcome: Outcome, due: { streams: Set<string>; all: boolean }): number {
    this.#contact.made()
    if (due.all) this.#housekeeping.maybe(this.#pool)
    const here = outcome.committed()
    if (here.length > 0) this.#portal.doorbell.ring(here.map((stream) => stream + HERE))
    for (const line of outcome.ended) this.#close(line)
    if (outcome.more) {
      for (const stream of due.streams) this.#due.streams.add(stream)
      this.#due.all ||= due.all
      this.#rung = true
    }
    this.#busy = outcome.facts > 1
    return 0
  }

  #failed(error: unknown): number {
    this.#portal.log.warn({ err: error }, 'the tail looks again')
    this.#due.all = true
    this.#rung = true
    return AGAIN
  }
}
