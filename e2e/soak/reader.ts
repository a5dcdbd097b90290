import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { SOCKET_PATH } from '#realtime/attach.ts'
import type { Chunk, Frame } from '#server/streams/frames.ts'
import { now } from '../cluster/clock.ts'
import type { Chance } from './chance.ts'
import type { History } from './history.ts'
import type { Person } from './world.ts'

/** A client that watches, leaves, goes and comes back, and keeps one position for each stream as a page does. */
export class Reader {
  readonly who: Person
  readonly positions: Map<string, number>
  /** Streams it was last told it may not watch. */
  readonly refused = new Set<string>()
  readonly #origin: string
  readonly #history: History
  #socket: Socket | null = null
  /** Positions that were asked from on this connection: news from there on may come once more. */
  #asked = new Map<string, Set<number>>()
  #since = new Map<string, number>()
  #frames = 0

  constructor(origin: string, who: Person, positions: Map<string, number>, history: History) {
    this.#origin = origin
    this.who = who
    this.positions = positions
    this.#history = history
  }

  get connected(): boolean {
    return this.#socket?.connected ?? false
  }

  /** Connects to whichever node's turn it is; false when nobody lets it in. */
  async connect(): Promise<boolean> {
    this.drop()
    this.#asked = new Map()
    this.#since = new Map()
    this.#frames = 0
    const socket = io(this.#origin, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 4000,
      auth: { grant: this.who.grantId },
      extraHeaders: { cookie: `portico=${this.who.token}`, origin: this.#origin },
    })
    this.#socket = socket
    socket.on('frame', (frame: Frame) => this.#take(frame, socket.id ?? ''))
    const joined = new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('connect_error', () => resolve(false))
      socket.once('disconnect', () => resolve(false))
    })
    return Promise.race([joined, pause(5000, false)])
  }

  watch(streams: readonly string[]): void {
    const from = Object.fromEntries(streams.map((stream) => [stream, this.positions.get(stream) ?? 0]))
    for (const [stream, position] of Object.entries(from)) {
      this.#asked.set(stream, (this.#asked.get(stream) ?? new Set<number>()).add(position))
      // A word may still be on its way that answers an earlier wish of this connection.
      if (!this.#since.has(stream)) this.#since.set(stream, now())
      this.refused.delete(stream)
    }
    if (this.connected) this.#socket?.emit('watch', { streams: from })
  }

  leave(streams: readonly string[]): void {
    this.#socket?.emit('leave', { streams })
  }

  /** Asks again for what came after an earlier position. */
  askAgain(stream: string, after: number): void {
    if (!this.connected) return
    this.#asked.set(stream, (this.#asked.get(stream) ?? new Set<number>()).add(after))
    this.#socket?.emit('catch_up', { stream, after })
  }

  type(stream: string): void {
    this.#socket?.emit('typing', { stream })
  }

  /** Reads nothing for a while. */
  async dawdle(ms: number): Promise<void> {
    const { transport } = (this.#socket?.io.engine ?? {}) as unknown as {
      transport?: { ws?: { pause(): void; resume(): void } }
    }
    transport?.ws?.pause()
    await pause(ms)
    transport?.ws?.resume()
  }

  drop(): void {
    this.#socket?.disconnect()
    this.#socket?.removeAllListeners()
    this.#socket = null
  }

  /** Lives for a while as chance wants it. */
  async live(chance: Chance, streams: readonly string[], until: number): Promise<void> {
    while (now() < until) {
      if (!this.connected) {
        await pause(chance.between(10, 200))
        if (!(await this.connect())) {
          await pause(chance.between(200, 800))
          continue
        }
        this.watch(streams.filter(() => chance.happens(0.8)))
      }
      await pause(chance.between(50, 900))
      const stream = chance.pick(streams)
      const choice = chance.next()
      if (choice < 0.15) this.drop()
      else if (choice < 0.25) this.leave([stream])
      else if (choice < 0.4) this.watch([stream])
      else if (choice < 0.45) this.askAgain(stream, Math.max(0, (this.positions.get(stream) ?? 0) - chance.below(5)))
      else if (choice < 0.5) this.type(stream)
      else if (choice < 0.53) await this.dawdle(chance.between(100, 1500))
    }
  }

  #take(frame: Frame, line: string): void {
    const nth = this.#frames++
    const { who } = this
    const heard = now()
    const words = [
      ...(frame.lost ?? []).map(({ stream }) => ({ what: 'lost' as const, stream })),
      ...(frame.rights ?? []).map(({ stream }) => ({ what: 'rights' as const, stream })),
      ...(frame.here ?? []).map(({ stream }) => ({ what: 'here' as const, stream })),
    ].map((word) => ({
      ...word,
      who,
      watchedSince: this.#since.get(word.stream) ?? heard,
      at: null as number | null,
      heard,
    }))
    const handouts = (frame.news ?? []).map(({ stream, from, to, facts }) => ({
      who,
      stream,
      from,
      to,
      seqs: facts.map(({ seq }) => seq),
      begun: null as number | null,
      until: null as number | null,
    }))
    this.#history.words.push(...words)
    this.#history.handouts.push(...handouts)
    this.#history.frame(line, nth, (at) => {
      for (const word of words) word.at = at
      for (const handout of handouts) Object.assign(handout, { begun: at, until: at })
    })
    for (const chunk of frame.news ?? []) this.#advance(chunk)
    for (const { stream } of frame.lost ?? []) this.refused.add(stream)
    for (const stream of frame.reset ?? []) this.#history.faults.push(`${who.name}: reset of ${stream}`)
  }

  #advance({ stream, from, to }: Chunk): void {
    const position = this.positions.get(stream) ?? 0
    const again = this.#asked.get(stream)?.has(from) ?? false
    if (from > position)
      this.#history.faults.push(`${this.who.name}: a gap on ${stream} between ${position} and ${from}`)
    else if (from < position && !again)
      this.#history.faults.push(`${this.who.name}: told twice on ${stream}, from ${from} though at ${position}`)
    if (to > position) this.positions.set(stream, to)
  }
}
