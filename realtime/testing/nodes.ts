import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { randomUUID } from 'node:crypto'
import { openDatabase } from '#db/database.ts'
import type { Member } from '#db/testing/cast.ts'
import { recognise } from '#server/auth/sessions.ts'
import type { Caller } from '#server/platform/caller.ts'
import { log } from '#server/platform/log.ts'
import type { Portal } from '#server/platform/portal.ts'
import { localDoorbell, type Doorbell } from '#server/streams/doorbell.ts'
import type { Frame, News } from '#server/streams/frames.ts'
import { attachRealtime, SOCKET_PATH } from '../attach.ts'

/** One node of a test: a portal with a live line, without pages. */
export async function startNode(databaseUrl: string, doorbell: Doorbell = localDoorbell()) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const database = await openDatabase(databaseUrl, { connections: 6, onLost: () => undefined })
  const portal: Portal = {
    nodeId: randomUUID(),
    database,
    doorbell,
    log,
    dataFolder: '/nonexistent',
    publicUrl: url,
    sendsMail: false,
  }
  const live = attachRealtime(portal, server, {
    callerOf: async (request) => (await recognise(portal, request.headers.cookie ?? '', '127.0.0.1')).caller,
    isOwn: (request) => request.headers.origin === url,
  })
  return {
    url,
    portal,
    tail: live.tail,
    /** The member as a caller of this node. */
    caller: (member: Member): Caller => ({
      portal,
      userId: member.userId,
      sessionId: member.sessionId,
      grantId: member.grantId,
      address: '127.0.0.1',
    }),
    client: (member: Member, at = url) => new TestClient(at, url, member),
    async close() {
      await live.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await doorbell.close()
      await database.close()
    },
  }
}

export type TestNode = Awaited<ReturnType<typeof startNode>>

/** A real client that keeps whatever it was handed. */
export class TestClient {
  readonly socket: Socket
  readonly frames: Frame[] = []
  ended: string | null = null
  disconnects = 0
  readonly #waiting = new Set<() => void>()

  /** Connects to `at` as a page of `origin` would. */
  constructor(at: string, origin: string, member: Pick<Member, 'token' | 'grantId'>) {
    this.socket = io(at, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      auth: { grant: member.grantId },
      extraHeaders: { cookie: `portico=${member.token}`, origin },
      reconnectionDelay: 50,
      reconnectionDelayMax: 300,
    })
    this.socket.on('frame', (frame: Frame) => this.#heard(() => this.frames.push(frame)))
    this.socket.on('ended', (why: string) => this.#heard(() => (this.ended = why)))
    this.socket.on('disconnect', () => this.#heard(() => this.disconnects++))
  }

  watch(streams: Record<string, number>): void {
    this.socket.emit('watch', { streams })
  }

  /** Every fact handed over on a stream, as it came. */
  news(stream: string): News[] {
    return this.frames
      .flatMap((frame) => frame.news ?? [])
      .flatMap((chunk) => (chunk.stream === stream ? chunk.facts : []))
  }

  /** What it was told it may watch no longer. */
  get lost(): { stream: string; reason: string }[] {
    return this.frames.flatMap((frame) => frame.lost ?? [])
  }

  /** Waits until `found` answers something; fails after `ms`. */
  async until<T>(found: (client: this) => T | null | undefined | false, ms = 5000): Promise<T> {
    const deadline = performance.now() + ms
    for (;;) {
      const value = found(this)
      if (value !== null && value !== undefined && value !== false) return value
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`Not within ${ms} ms; got ${JSON.stringify(this.frames.slice(-3))}`)
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer)
          this.#waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(go, Math.min(left, 50))
        this.#waiting.add(go)
      })
    }
  }

  close(): void {
    this.socket.disconnect()
  }

  #heard(note: () => void): void {
    note()
    for (const go of [...this.#waiting]) go()
  }
}
