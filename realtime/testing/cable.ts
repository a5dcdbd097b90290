import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A cable to a server on this machine that can be cut, slowed, reset, or go silent as a lost route does. */
export class Cable {
  readonly #server: Server
  readonly #ends = new Set<Socket>()
  #state: 'whole' | 'cut' | 'silent' | 'swallowing' = 'whole'
  #delay = 0
  #held = false
  /** Pieces that are still on their way to an end, and when the last of them arrives. */
  readonly #waiting = new WeakMap<Socket, (() => void)[]>()
  #due = 0
  readonly #far = new Set<Socket>()
  #swallowed = 0

  private constructor(server: Server) {
    this.#server = server
  }

  /**
   * A cable to `target`, asked anew for each connection: null where nobody is. It listens on `port`; 0 picks a free one. What one end
   * does not read, the other may not send.
   */
  static async to(target: number | (() => number | null), port = 0): Promise<Cable> {
    const server = createServer({ noDelay: true })
    const cable = new Cable(server)
    server.on('connection', (near) => cable.#join(near, typeof target === 'number' ? target : target()))
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(port, '127.0.0.1', () => resolve()),
    )
    return cable
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Breaks every connection and refuses new ones. */
  cut(): void {
    this.#state = 'cut'
    for (const end of this.#ends) end.destroy()
  }

  /** Nothing arrives any more, and nobody is told. */
  silence(): void {
    this.#state = 'silent'
  }

  /** What is asked arrives, and the answers do not: it is done, and who asked for it does not know. Until `mend`, which breaks what stands. */
  swallow(): void {
    this.#state = 'swallowing'
  }

  /** Bytes of answers that were swallowed. */
  get swallowed(): number {
    return this.#swallowed
  }

  /** The ports from which its connections reach the server. */
  get farPorts(): number[] {
    return [...this.#far].flatMap(({ localPort }) => localPort ?? [])
  }

  /** Reads no more from the server's end, so that what it sends piles up there; nothing is lost. */
  hold(): void {
    this.#held = true
    for (const end of this.#far) end.pause()
  }

  /** Everything arrives so many ms later. */
  slow(ms: number): void {
    this.#delay = ms
  }

  /** Breaks every connection, as a router that forgot them does; new ones come through. */
  reset(): void {
    for (const end of this.#ends) end.resetAndDestroy()
  }

  mend(): void {
    // What was said into the silence is lost, so what still stands is of no use.
    if (this.#state === 'silent' || this.#state === 'swallowing') for (const end of this.#ends) end.destroy()
    this.#state = 'whole'
    this.#delay = 0
    this.#held = false
    for (const end of this.#far) end.resume()
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(near: Socket, port: number | null): void {
    if (this.#state === 'cut' || port === null) {
      near.on('error', () => undefined).destroy()
      return
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#far.add(far)
    far.on('close', () => this.#far.delete(far))
    if (this.#held) far.pause()
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#ends.add(end)
      end.on('data', (data) => this.#pass(data, end, other))
      other.on('drain', () => {
        if (!this.#held || end !== far) end.resume()
      })
      end.on('error', () => other.destroy())
      end.on('close', () => {
        this.#ends.delete(end)
        other.destroy()
      })
    }
  }

  #pass(data: Buffer, from: Socket, to: Socket): void {
    if (this.#state === 'silent') return
    if (this.#state === 'swallowing' && this.#far.has(from)) {
      this.#swallowed += data.length
      return
    }
    const write = () => {
      if (!to.destroyed && !to.write(data)) from.pause()
    }
    const waiting = this.#waiting.get(to) ?? []
    if (this.#delay === 0 && waiting.length === 0) return write()
    // What is slowed stays in order, also when the cable is quick again: a timer lets go of whatever is first.
    this.#waiting.set(to, waiting)
    waiting.push(write)
    this.#due = Math.max(this.#due, performance.now() + this.#delay)
    setTimeout(() => waiting.shift()?.(), this.#due - performance.now())
  }
}
