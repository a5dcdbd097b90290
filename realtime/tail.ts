import type { Portal } from '#server/platform/portal.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Frame } from '#server/streams/frames.ts'
import { connectionsOf, type Connections } from './connections.ts'
import { Echoes } from './echoes.ts'
import type { Line } from './line.ts'
import { Passes } from './passes.ts'
import { POLL } from './rhythm.ts'
import { Rooms } from './rooms.ts'

/**
 * This node's reader of the streams, with connections of its own. It answers the doorbell and polls, and under the gate hands what is
 * new to those who may have it. Nothing else sends anything protected to a socket.
 */
export class Tail {
  readonly rooms = new Rooms()
  readonly echoes: Echoes
  readonly #portal: Portal
  readonly #lines = new Set<Line>()
  readonly #own: Connections
  readonly #passes: Passes
  readonly #stopListening: () => void
  readonly #poll: NodeJS.Timeout

  /** `send` hands a frame over in the same tick; `close` tells a line why it ends and ends it. */
  constructor(portal: Portal, send: (lines: readonly Line[], frame: Frame) => void, close: (line: Line) => void) {
    this.#portal = portal
    this.#own = connectionsOf(portal, () => this.#lines.forEach((line) => line.socket.conn.close()))
    this.echoes = new Echoes(this.#own.pool, portal.nodeId, portal.log)
    const { rooms, echoes } = this
    const node = { id: portal.nodeId, lines: this.#lines, rooms, echoes, send }
    this.#passes = new Passes(portal, node, this.#own, close)
    this.#stopListening = portal.doorbell.listen((names) => this.#passes.hear(names))
    portal.doorbell.follower = (stream, client, writing) => this.#passes.follow(stream, client, writing)
    this.#poll = setInterval(() => this.#passes.look(true), POLL)
    this.#passes.look(true)
  }

  /** Whether the database answers; without it nobody is let in. */
  get connected(): boolean {
    return this.#own.contact.there
  }

  get lines(): ReadonlySet<Line> {
    return this.#lines
  }

  join(line: Line): void {
    this.#lines.add(line)
  }

  /** Lets a line watch a stream from a position on; whether it may is decided in the pass that this asks for. */
  watch(line: Line, streams: Record<string, number>): void {
    // Who asks for ever and reads nothing is owed an ever longer list of refusals.
    if (line.isOwedTooMuch) {
      refuse('refusals_flood')
      return line.socket.conn.close()
    }
    const { due } = this.#passes
    for (const [stream, position] of Object.entries(streams)) {
      this.rooms.enter(line, stream, position)
      due.streams.add(stream)
      due.here.add(stream)
    }
    this.#passes.look()
  }

  leave(line: Line, streams: Iterable<string>): void {
    for (const stream of streams) this.rooms.leave(line, stream)
    this.#passes.look()
  }

  part(line: Line): void {
    this.#lines.delete(line)
    this.leave(line, [...line.watches.keys()])
  }

  /** A line reads again: what it missed while it did not is looked up. */
  drained(line: Line): void {
    for (const stream of line.watches.keys()) this.#passes.due.streams.add(stream)
    this.#passes.look()
  }

  typing(line: Line, stream: string): void {
    if (line.types(stream)) this.#passes.look()
  }

  async close(): Promise<void> {
    clearInterval(this.#poll)
    this.#stopListening()
    this.#portal.doorbell.follower = null
    const passed = this.#passes.close()
    this.echoes.close()
    await passed
    await this.#own.end()
  }
}
