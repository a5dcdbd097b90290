import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { SOCKET_PATH } from '#realtime/attach.ts'
import type { Chunk, Frame, News } from '#server/streams/frames.ts'
import { now } from '../cluster/clock.ts'
import type { Chance } from './chance.ts'
import { toldBy, type Handout, type History, type Word } from './history.ts'
import { Licence } from './licence.ts'
import type { Span } from './span.ts'
import { TEAM_WORDS, type Actor } from './world.ts'

/** A client that watches, leaves, goes and comes back, and keeps one position for each stream as a page does. */
export class Reader {
  readonly who: Actor
  readonly positions: Map<string, number>
  readonly #origin: string
  readonly #history: History
  #socket: Socket | null = null
  /** What was asked for on this connection. */
  #licences = new Map<string, Licence>()
  #since = new Map<string, number>()
  /** Where it began to hear of each stream. */
  readonly #begun = new Map<string, number>()
  #frames = 0
  /** Streams that it was told to have lost since it last asked for them. */
  readonly lost = new Set<string>()

  constructor(origin: string, who: Actor, positions: Map<string, number>, history: History) {
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
    this.#licences = new Map()
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
    if (!this.connected) return
    const from = Object.fromEntries(streams.map((stream) => [stream, this.positions.get(stream) ?? 0]))
    for (const [stream, position] of Object.entries(from)) {
      this.lost.delete(stream)
      this.#licence(stream).asked(position)
      // A word may still be on its way that answers an earlier wish of this connection.
      if (!this.#since.has(stream)) this.#since.set(stream, now())
    }
    this.#socket?.emit('watch', { streams: from })
  }

  leave(streams: readonly string[]): void {
    this.#socket?.emit('leave', { streams })
  }

  /** Asks again for what came after an earlier position. */
  askAgain(stream: string, after: number): void {
    if (!this.connected) return
    this.#licence(stream).asked(after)
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
  async live(chance: Chance, streams: readonly string[], span: Span): Promise<void> {
    while (!span.over) {
      const step = chance.step()
      if (!this.connected) {
        await pause(step.between(10, 200))
        if (!(await this.connect())) {
          await pause(step.between(200, 800))
          continue
        }
        this.watch(streams.filter(() => step.happens(0.8)))
      }
      await pause(step.between(50, 900))
      const stream = step.pick(streams)
      const choice = step.next()
      if (choice < 0.15) this.drop()
      else if (choice < 0.25) this.leave([stream])
      else if (choice < 0.4) this.watch([stream])
      else if (choice < 0.45) this.askAgain(stream, this.#earlier(stream, step.below(5)))
      else if (choice < 0.5) this.type(stream)
      else if (choice < 0.53) await this.dawdle(step.between(100, 1500))
    }
  }

  /** Stays, as a page does: comes back whenever its line is cut, after a while that differs from page to page. */
  async stay(chance: Chance, streams: readonly string[], span: Span): Promise<void> {
    while (!span.over) {
      if (!this.connected) {
        await pause(chance.between(50, 1000))
        if (await this.connect()) this.watch(streams)
      }
      await pause(50)
    }
  }

  #take(frame: Frame, line: string): void {
    const nth = this.#frames++
    const { who } = this
    const heard = now()
    const word = (one: Pick<Word, 'what' | 'stream' | 'abilities'>): Word => ({
      ...one,
      who,
      watchedSince: this.#since.get(one.stream) ?? heard,
      at: null,
      heard,
    })
    const words = [
      ...(frame.lost ?? []).map(({ stream }) => word({ what: 'lost', stream })),
      ...(frame.rights ?? []).map(({ stream, abilities }) => word({ what: 'rights', stream, abilities })),
      ...(frame.here ?? []).map(({ stream }) => word({ what: 'here', stream })),
    ]
    const handouts = (frame.news ?? []).map(({ stream, from, to, facts }): Handout => ({
      who,
      stream,
      from,
      to,
      facts: toldBy(facts),
      at: null,
    }))
    for (const { stream } of frame.lost ?? []) this.lost.add(stream)
    this.#history.words.push(...words)
    this.#history.handouts.push(...handouts)
    this.#history.frame(line, nth, ([at = null]) => {
      for (const one of [...words, ...handouts]) one.at = at
    })
    for (const chunk of frame.news ?? []) this.#advance(chunk)
    for (const stream of frame.reset ?? []) this.#history.faults.push(`${who.name}: reset of ${stream}`)
  }

  /** A position so many numbers back, but not before where this reader began. */
  #earlier(stream: string, back: number): number {
    return Math.max(this.#begun.get(stream) ?? 0, (this.positions.get(stream) ?? 0) - back)
  }

  #advance({ stream, from, to, facts }: Chunk): void {
    const { who, positions } = this
    if (!this.#begun.has(stream)) this.#begun.set(stream, from === 0 ? to : from)
    const position = positions.get(stream) ?? 0
    if (!this.#licence(stream).take(from, to))
      this.#history.faults.push(
        from > position
          ? `${who.name}: a gap on ${stream} between ${String(position)} and ${String(from)}`
          : `${who.name}: told of ${stream} unasked, or twice, from ${String(from)} though at ${String(position)}`,
      )
    if (who.kind !== 'staff' && facts.some(isForTheTeam))
      this.#history.faults.push(`${who.name}: told on ${stream} what is for the team alone`)
    if (to > position) positions.set(stream, to)
  }

  #licence(stream: string): Licence {
    const known = this.#licences.get(stream) ?? new Licence()
    this.#licences.set(stream, known)
    return known
  }
}

function isForTheTeam({ data }: News): boolean {
  const { html } = (data.entry ?? {}) as { html?: string | null }
  return html?.includes(TEAM_WORDS) ?? false
}
