import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdapter } from '@socket.io/redis-adapter'
import { createClient } from 'redis'
import { Server } from 'socket.io'

/** A real Redis of a test's own, on a port of its own, that can be killed and started again. */
export class TestRedis {
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'portico-redis-'))
  #process: ChildProcess | null = null

  private constructor(port: number) {
    this.port = port
  }

  /** Picks a port; nobody listens there before `start`. */
  static async make(): Promise<TestRedis> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    return new TestRedis(port)
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    this.#process = spawn(
      'redis-server',
      ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.#folder],
      { stdio: 'ignore' },
    )
    const client = createClient({ url: this.url, socket: { reconnectStrategy: () => 50 } })
    client.on('error', () => undefined)
    await client.connect()
    client.destroy()
  }

  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve) ?? resolve(null))
    this.#process?.kill('SIGKILL')
    await ended
    this.#process = null
  }

  async close(): Promise<void> {
    if (this.#process) await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Somebody who reached Redis and speaks the adapter's own language, without listening: it would fall over what they say. */
export async function strangerAt(url: string) {
  const pub = createClient({ url })
  pub.on('error', () => undefined)
  await pub.connect()
  const deaf = { pSubscribe: () => undefined, subscribe: () => undefined, on: () => undefined }
  return {
    io: new Server({ adapter: createAdapter(pub, deaf) }),
    publish: (channel: string, message: string | Buffer) => pub.publish(channel, message),
    leave: () => pub.destroy(),
  }
}
