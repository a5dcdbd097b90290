import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** A cable to a server on this machine that can be cut, or go silent as a lost route does. */
export class Cable {
  readonly #server: Server
  readonly #ends = new Set<Socket>()
  #state: 'whole' | 'cut' | 'silent' = 'whole'

  private constructor(server: Server) {
    this.#server = server
  }

  /** A cable to `port`; without one, where nobody listens. */
  static async to(port: number): Promise<Cable> {
    const server = createServer()
    const cable = new Cable(server)
    server.on('connection', (near) => {
      if (cable.#state === 'cut') {
        near.destroy()
        return
      }
      const far = connect(port, '127.0.0.1')
      for (const [end, other] of [
        [near, far],
        [far, near],
      ] as const) {
        cable.#ends.add(end)
        end.on('data', (data) => {
          if (cable.#state !== 'silent') other.write(data)
        })
        end.on('error', () => other.destroy())
        end.on('close', () => {
          cable.#ends.delete(end)
          other.destroy()
        })
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
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

  mend(): void {
    // What was said into the silence is lost, so what still stands is of no use.
    if (this.#state === 'silent') for (const end of this.#ends) end.destroy()
    this.#state = 'whole'
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
