import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Cable } from '#realtime/testing/cable.ts'
import { freePort } from '#server/platform/machine.ts'
import type { Stall } from './hold-up.ts'
import type { Left, NodeOptions, Order, Told } from './node.ts'

const SCRIPT = fileURLToPath(new URL('node.ts', import.meta.url))

/** Where a node's cables end. */
export interface Ends {
  databaseUrl: string
  redisUrl: string | null
  publicUrl: string
  dataFolder: string
  mutant: string | null
}

/** A portal in a process of its own, which reaches PostgreSQL, Redis and its clients over cables of its own. */
export class ClusterNode {
  readonly cables: { postgres: Cable; redis: Cable | null; clients: Cable }
  readonly #options: NodeOptions
  #process: ChildProcess | null = null
  #heard: (left: Left) => void = () => undefined
  /** How often its event loop was blocked as it was told. */
  blocked = 0

  private constructor(cables: ClusterNode['cables'], options: NodeOptions) {
    this.cables = cables
    this.#options = options
  }

  static async make({ databaseUrl, redisUrl, ...rest }: Ends): Promise<ClusterNode> {
    const through = async (address: string) => {
      const url = new URL(address)
      const cable = await Cable.to(Number(url.port))
      url.port = String(cable.port)
      return { cable, url: url.toString() }
    }
    const postgres = await through(databaseUrl)
    const redis = redisUrl ? await through(redisUrl) : null
    const port = await freePort()
    const clients = await Cable.to(port)
    return new ClusterNode(
      { postgres: postgres.cable, redis: redis?.cable ?? null, clients },
      { ...rest, host: '127.0.0.1', port, connections: 12, databaseUrl: postgres.url, redisUrl: redis?.url ?? null },
    )
  }

  /** Runs: neither stopped nor killed. A frozen one runs. */
  get alive(): boolean {
    return this.#process !== null
  }

  /** Where its clients reach it. */
  get url(): string {
    return `http://127.0.0.1:${String(this.cables.clients.port)}`
  }

  /** Hears which frames and answers left the node. */
  onLeft(heard: (left: Left) => void): void {
    this.#heard = heard
  }

  /** Starts it as an installation would; returns when it serves. */
  async start(): Promise<void> {
    const child = fork(SCRIPT, [JSON.stringify(this.#options)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const serves = new Promise<void>((resolve, reject) => {
      child.on('message', (told: Told) => {
        if ('handed' in told) this.#heard(told)
        else if ('blocked' in told) this.blocked++
        else resolve()
      })
      child.once('exit', (code) => {
        if (this.#process === child) this.#process = null
        reject(new Error(`the node ended with ${String(code)} before it served`))
      })
    })
    this.#process = child
    await serves
  }

  /** Asks it to stop, and waits until it is gone. */
  async stop(): Promise<void> {
    const child = this.#process
    if (!child) return
    this.thaw()
    this.#process = null
    const gone = once(child, 'exit')
    if (child.connected) child.disconnect()
    await gone
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    const child = this.#process
    if (!child) return
    this.#process = null
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  /** Stops its time; `thaw` lets it go on as if nothing had been. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  /** Every second of its lines, from the first or the second on, takes nothing for so many ms. */
  clog(ms: number, first: 0 | 1): void {
    this.#process?.send({ clog: { ms, first } } satisfies Order)
  }

  /** Blocks its event loop when it has read news under the gate, or handed them over. */
  stall(stall: Stall): void {
    this.#process?.send({ stall } satisfies Order)
  }

  async close(): Promise<void> {
    await this.stop()
    const { postgres, redis, clients } = this.cables
    await Promise.all([postgres.close(), redis?.close(), clients.close()])
  }
}
