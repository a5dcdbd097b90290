import { createAdapter } from '@socket.io/redis-adapter'
import type { Logger } from 'pino'
import { createClient } from 'redis'
import { Server } from 'socket.io'
import { z } from 'zod'
import { refuse } from '#server/platform/refuse.ts'
import { localDoorbell, type Doorbell } from '#server/streams/doorbell.ts'

/** Names in one ring, and the length of one: more is no ring of ours. */
const MOST_NAMES = 1000
const RING = z.array(z.string().max(120)).min(1).max(MOST_NAMES)
/** The adapter's number for `serverSideEmit`. */
const SERVER_SIDE_EMIT = 6
/** All that is taken in from Redis: one node tells the others which streams have news. */
const REQUEST = z.strictObject({
  uid: z.string().max(40),
  type: z.literal(SERVER_SIDE_EMIT),
  data: z.tuple([z.literal('ring'), RING]),
})
const LARGEST = 256 * 1024
/** Rings that may wait for Redis' answer; while it does not answer, further ones are dropped: the poll finds what they told of. */
const MOST_WAITING = 200

/**
 * A doorbell heard by every node at `url`. Redis is a bell and never a source: while it is down rings are lost and news is found by the
 * poll. It starts without waiting, and neither throws nor keeps anything.
 *
 * The bell has a Socket.IO server of its own, on which nobody ever connects: what a stranger publishes in the name of a node (a
 * broadcast, a disconnect) finds no client to reach [S26].
 */
export function redisDoorbell(url: string, log: Logger): Doorbell {
  const local = localDoorbell()
  const options = {
    url,
    socket: {
      connectTimeout: 2000,
      reconnectStrategy: (tries: number) => Math.min(100 * 2 ** tries, 2000) + Math.random() * 200,
    },
  }
  const pub = createClient({
    ...options,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MOST_WAITING,
    pingInterval: 5000,
  })
  const sub = createClient({ ...options, pingInterval: 5000 })
  let down = false
  for (const client of [pub, sub]) {
    client.on('error', (error: Error) => {
      if (!down) log.warn({ err: error }, 'Redis is down: news between nodes is up to a second late')
      down = true
    })
    client.on('ready', () => {
      if (down) log.info('Redis is back')
      down = false
    })
    // It never settles while Redis is down.
    client.connect().catch(() => undefined)
  }

  const bell = new Server({ adapter: createAdapter(bellOf(pub), earOf(sub)) })
  bell.on('ring', (names: unknown) => {
    const ring = RING.safeParse(names)
    if (ring.success) local.ring(ring.data)
  })
  return {
    follower: null,
    ring(names) {
      local.ring(names)
      for (let at = 0; at < names.length; at += MOST_NAMES)
        bell.serverSideEmit('ring', names.slice(at, at + MOST_NAMES))
    },
    listen: (heard) => local.listen(heard),
    async close() {
      await local.close()
      for (const client of [pub, sub]) client.destroy()
    },
  }
}

interface Publisher {
  publish(channel: string, message: string): Promise<unknown>
}
interface Subscriber {
  subscribe(channel: string, heard: (message: Buffer, channel: Buffer) => unknown, asBuffers: true): Promise<unknown>
}

/** What the adapter publishes with: a publish that cannot go out now is dropped. */
const bellOf = (pub: Publisher) => ({
  publish: (channel: string, message: string) => void pub.publish(channel, message).catch(() => undefined),
  pSubscribe: () => undefined,
  on: () => undefined,
  off: () => undefined,
})

/** What the adapter listens with: only what has the shape of a ring comes through; it would fall over much else. */
function earOf(sub: Subscriber) {
  return {
    // Broadcasts to clients: none are made here.
    pSubscribe: () => undefined,
    pUnsubscribe: () => undefined,
    subscribe(channels: string[], heard: (message: Buffer, channel: Buffer) => void) {
      const [requests] = channels
      if (!requests) return
      const listen = (message: Buffer, channel: Buffer) => {
        if (isRing(message)) heard(message, channel)
        else refuse('ring_forged')
      }
      // Remembered by the client, and asked for again whenever Redis comes back.
      sub.subscribe(requests, listen, true).catch(() => undefined)
    },
    unsubscribe: () => undefined,
    on: () => undefined,
    off: () => undefined,
  }
}

function isRing(message: Buffer): boolean {
  if (message.length > LARGEST) return false
  try {
    return REQUEST.safeParse(JSON.parse(message.toString())).success
  } catch {
    return false
  }
}
