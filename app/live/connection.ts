import type { io, Socket } from 'socket.io-client'
import type { Ended, Frame } from '#server/streams/frames.ts'
import type { Positions } from '#server/streams/positions.ts'
import { loadAgain } from './load-again.ts'

/** While there is no socket, news is asked for so often. Ms. */
const ASK = 5000
/** A line that answers nothing for so long after waking up is opened anew. Ms. */
const ALIVE = 3000

export interface Hooks {
  /** What to watch, and from where. */
  wanted: () => Positions
  frame: (frame: Frame) => void
  /** Whether news arrives. */
  state: (state: 'live' | 'reconnecting') => void
  ended: (why: Ended) => void
}

/** The tab's connection in one grant: a socket, and while there is none, catch-up over HTTPS. It connects again by itself. */
export class Connection {
  readonly #grant: string | null
  readonly #hooks: Hooks
  readonly #closing = new AbortController()
  #socket: Socket | null = null
  #asking: ReturnType<typeof setInterval> | undefined

  constructor(grant: string | null, hooks: Hooks) {
    this.#grant = grant
    this.#hooks = hooks
    const { signal } = this.#closing
    const wake = () => this.#wake()
    document.addEventListener('visibilitychange', wake, { signal })
    window.addEventListener('online', wake, { signal })
    // Back may bring a page as it was left, with text that is lost since [F2].
    window.addEventListener('pageshow', ({ persisted }) => persisted && loadAgain(), { signal })
    this.#askMeanwhile()
    void import('socket.io-client').then((client) => {
      if (!signal.aborted) this.#open(client.io)
    })
  }

  watch(streams: Positions): void {
    if (this.#socket?.connected && Object.keys(streams).length > 0) this.#socket.emit('watch', { streams })
  }

  catchUp(stream: string, after: number): void {
    this.#socket?.emit('catch_up', { stream, after })
  }

  leave(streams: string[]): void {
    if (this.#socket?.connected && streams.length > 0) this.#socket.emit('leave', { streams })
  }

  typing(stream: string): void {
    if (this.#socket?.connected) this.#socket.volatile.emit('typing', { stream })
  }

  close(): void {
    this.#closing.abort()
    clearInterval(this.#asking)
    this.#socket?.disconnect()
  }

  #open(open: typeof io): void {
    const socket = open({
      path: '/socket',
      transports: ['websocket'],
      auth: { grant: this.#grant },
      // Everybody is cut off at once when a node stops: they come back spread over a few seconds.
      reconnectionDelay: 400,
      reconnectionDelayMax: 2000,
      randomizationFactor: 0.5,
      timeout: 4000,
    })
    this.#socket = socket
    socket.on('connect', () => {
      clearInterval(this.#asking)
      this.#asking = undefined
      this.#hooks.state('live')
      this.watch(this.#hooks.wanted())
    })
    socket.on('frame', (frame: Frame) => {
      if (frame.told !== undefined) socket.emit('told', { version: frame.told })
      this.#hooks.frame(frame)
    })
    socket.on('ended', (why: Ended, done?: unknown) => {
      if (typeof done === 'function') (done as () => void)()
      this.#hooks.ended(why)
    })
    socket.on('disconnect', () => {
      if (this.#closing.signal.aborted) return
      this.#hooks.state('reconnecting')
      this.#askMeanwhile()
      this.#again(socket)
    })
    socket.on('connect_error', (error) => {
      if (error.message === 'sign_in_needed') return this.#hooks.ended('signed_out')
      if (!this.#asking) this.#hooks.state('reconnecting')
      this.#askMeanwhile()
      this.#again(socket)
    })
  }

  /** A connection that the server refused or closed is not opened again by the library. */
  #again(socket: Socket): void {
    if (socket.active) return
    setTimeout(
      () => {
        if (!this.#closing.signal.aborted) socket.connect()
      },
      500 + Math.random() * 2000,
    )
  }

  #askMeanwhile(): void {
    this.#asking ??= setInterval(() => void this.#ask(), ASK)
  }

  async #ask(): Promise<void> {
    const wanted = this.#hooks.wanted()
    if (document.visibilityState === 'hidden' || Object.keys(wanted).length === 0) return
    const prefix = this.#grant ? `/g/${this.#grant}` : '/s'
    try {
      const answer = await fetch(`${prefix}/live/catch-up?streams=${encodeURIComponent(JSON.stringify(wanted))}`, {
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(ASK)]),
        redirect: 'manual',
      })
      if (this.#socket?.connected) return
      if (answer.type === 'opaqueredirect' || answer.status === 401) return this.#hooks.ended('signed_out')
      // Also where the grant is gone.
      if (answer.status === 403 || answer.status === 404) return this.#hooks.ended('shut')
      if (!answer.ok) return this.#hooks.state('reconnecting')
      this.#hooks.frame((await answer.json()) as Frame)
      this.#hooks.state('live')
    } catch {
      if (!this.#closing.signal.aborted && !this.#socket?.connected) this.#hooks.state('reconnecting')
    }
  }

  /** After sleep a line may look open and be dead: what is missing is asked for, and silence opens it anew. */
  #wake(): void {
    const socket = this.#socket
    if (document.visibilityState === 'hidden' || !socket) return
    if (!socket.connected) {
      // Not at the next try, which may be seconds away: now.
      socket.disconnect().connect()
      return
    }
    socket.timeout(ALIVE).emit('watch', { streams: this.#hooks.wanted() }, (silent: Error | null) => {
      if (silent && !this.#closing.signal.aborted) socket.disconnect().connect()
    })
  }
}
