import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import type { Frame } from '#server/streams/frames.ts'
import { strangerAt } from '#realtime/testing/redis.ts'
import { nodeOf, type Fault } from './fault.ts'

/** No stream is ever so far: a reader who is told of it says that it is a gap. */
const FAR = 1_000_000_000

export const REDIS_FAULTS = {
  'Redis killed': async ({ cluster: { redis } }, chance) => {
    await redis?.kill()
    await pause(chance.between(500, 2500))
    await redis?.start()
    return undefined
  },
  'Redis flushed': async ({ cluster: { redis } }) => {
    if (!redis) return undefined
    const client = createClient({ url: redis.url })
    client.on('error', () => undefined)
    await client.connect()
    await client.flushAll()
    client.destroy()
    return undefined
  },
  'Redis forged': async ({ cluster: { redis }, world }) => {
    if (!redis) return undefined
    const stranger = await strangerAt(redis.url)
    for (const { stream } of [...world.tasks, ...world.contracts]) {
      // Each part of it is told by a reader to whom it comes: numbers that nobody gave out, and a right that is lost without a cause.
      const forged: Frame = {
        news: [{ stream, from: FAR, to: FAR + 1, facts: [] }],
        lost: [{ stream, reason: 'forged' }],
      }
      stranger.io.emit('frame', forged)
      stranger.io.to(stream).emit('frame', forged)
    }
    stranger.io.disconnectSockets(true)
    stranger.io.serverSideEmit('ring', ['task:no-such', randomBytes(60).toString('hex')])
    await pause(100)
    stranger.leave()
    return undefined
  },
  'Redis cut from a node': async (scene, chance) => {
    const { redis } = nodeOf(scene, chance).cables
    if (chance.happens(0.5)) redis?.cut()
    else redis?.silence()
    await pause(chance.between(500, 3000))
    redis?.mend()
    return undefined
  },
} satisfies Record<string, Fault>
