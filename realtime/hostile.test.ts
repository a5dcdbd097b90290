import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { io } from 'socket.io-client'
import { refused } from '#server/platform/counters.ts'
import { refuse, type Refusal } from '#server/platform/refuse.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { work } from '#server/platform/work.ts'
import { log } from '#server/platform/log.ts'
import { SOCKET_PATH } from './attach.ts'
import { redisDoorbell } from './redis-doorbell.ts'
import type { TestClient } from './testing/nodes.ts'
import { strangerAt, TestRedis } from './testing/redis.ts'
import { Reader, stage, type Stage } from './testing/stage.ts'

let redis: TestRedis
let on: Stage

beforeAll(async () => {
  redis = await TestRedis.make()
  await redis.start()
  on = await stage(() => redisDoorbell(redis.url, log))
})
afterEach(() => on.leave())
afterAll(async () => {
  await on.close()
  await redis.close()
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** The node still serves: somebody watches, and hears. */
const stillServes = async () => {
  const mila = await on.watching(on.near, on.people.mila)
  await on.say(on.near, 99)
  await mila.until((client) => client.news(on.task).length === 1)
}
const counts = async () => new Map((await refused.get()).values.map(({ labels, value }) => [labels.what, value]))
const times = (count: number, say: (nth: number) => unknown) => {
  for (let nth = 0; nth < count; nth++) say(nth)
}
/** The stream beneath a client's socket. */
const wireOf = (client: TestClient) =>
  (
    client.socket.io.engine.transport as unknown as {
      ws: { _socket: { pause(): void; resume(): void }; send(data: string | Buffer): void }
    }
  ).ws

describe('the handshake', () => {
  it.each([
    ['no origin', undefined],
    ['null', 'null'],
    ['a look-alike', 'http://127.0.0.1.example'],
    ['another port', 'http://127.0.0.1:1'],
  ])('[S22] refuses %s', async (_, origin) => {
    const before = (await counts()).get('line_origin') ?? 0
    const socket = io(on.near.url, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { grant: null },
      extraHeaders: { cookie: `portico=${on.people.mila.token}`, ...(origin && { origin }) },
    })
    await new Promise((resolve, reject) =>
      socket.on('connect_error', resolve).on('connect', () => reject(new Error('let in'))),
    )
    socket.disconnect()
    expect((await counts()).get('line_origin')).toBe(before + 1)
  })

  it('refuses whoever is not signed in, and polling', async () => {
    await expect.poll(() => on.near.tail.connected).toBe(true)
    const before = await counts()
    const nobody = on.join(on.near, { ...on.people.mila, token: 'guessed' })
    expect(await new Promise((resolve) => nobody.socket.on('connect_error', (error) => resolve(error.message)))).toBe(
      'sign_in_needed',
    )
    expect((await counts()).get('line_sign_in')).toBeGreaterThan(before.get('line_sign_in') ?? 0)
    const polled = await fetch(`${on.near.url}${SOCKET_PATH}/?EIO=4&transport=polling`, {
      headers: { origin: on.near.url },
    })
    expect(polled.status).toBe(400)
  })
})

describe('what a client says', () => {
  const garbage: [string, unknown][] = [
    ['watch', undefined],
    ['watch', { streams: { a: -1 } }],
    ['watch', { streams: { a: 1.5 } }],
    ['watch', { streams: { a: '1' } }],
    ['watch', { streams: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`s${n}`, 0])) }],
    ['watch', { streams: {}, more: 1 }],
    ['leave', { streams: 'all' }],
    ['catch_up', { stream: 'x'.repeat(101), after: 0 }],
    ['typing', null],
    ['join', { room: 'task' }],
    ['frame', { news: [] }],
    ['constructor', {}],
    ['__proto__', {}],
  ]
  it('[S25] makes no difference where it makes no sense', async () => {
    const ana = await on.watching(on.near, on.people.ana)
    for (const [name, payload] of garbage) ana.socket.emit(name, payload)
    await on.say(on.near, 1)
    await ana.until((client) => client.news(on.task).length === 1)
    expect(ana.lost).toEqual([])
  })

  const ending: [string, Refusal, number, (client: TestClient) => void][] = [
    ['nonsense', 'message_unknown', 20, ({ socket }) => times(30, (nth) => socket.emit('nonsense', nth))],
    ['the wrong shape', 'message_shape', 20, ({ socket }) => times(30, () => socket.emit('watch', { streams: [] }))],
    ['too much', 'message_flood', 20, ({ socket }) => times(200, () => socket.emit('typing', { stream: on.task }))],
    [
      'what is too large',
      'frame_too_large',
      1,
      ({ socket }) => void socket.emit('typing', { stream: 'x'.repeat(20_000) }),
    ],
    ['half a message', 'frame_garbage', 1, (client) => wireOf(client).send('42["watch",')],
    ['bytes', 'frame_garbage', 1, (client) => wireOf(client).send(Buffer.from([1, 2, 3]))],
    ['no packet', 'frame_garbage', 1, (client) => wireOf(client).send('zzz')],
    ['the server’s own ping', 'frame_garbage', 1, (client) => wireOf(client).send('2')],
  ]
  it.each(ending)(
    '[S25] [X7] ends the line of whoever goes on with %s, and counts it as %s',
    async (_, what, least, say) => {
      const bystander = await on.watching(on.near, on.people.boris)
      const client = await on.watching(on.near, on.people.ana)
      const before = await counts()
      say(client)
      await client.until(({ disconnects }) => disconnects > 0)
      const after = await counts()
      expect((after.get(what) ?? 0) - (before.get(what) ?? 0)).toBeGreaterThanOrEqual(least)
      // And as nothing else.
      for (const [other, count] of after)
        if (other !== what) expect([other, count]).toEqual([other, before.get(other) ?? 0])
      await stillServes()
      expect(bystander.socket.connected).toBe(true)
    },
  )

  it('[X7] a line that is merely cut is not called garbage', async () => {
    const client = await on.watching(on.near, on.people.ana)
    const before = await counts()
    ;(wireOf(client) as unknown as { _socket: { resetAndDestroy(): void } })._socket.resetAndDestroy()
    await client.until(({ disconnects }) => disconnects > 0)
    await pause(100)
    expect(await counts()).toEqual(before)
  })

  it('[X7] watches no more streams than there is room for, and counts who asks for more', async () => {
    const before = (await counts()).get('watches_flood') ?? 0
    const ana = await on.watching(on.near, on.people.ana)
    for (let nth = 0; nth < 10; nth++)
      ana.socket.emit('watch', {
        streams: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`task:${nth}-${n}`, 0])),
      })
    await pause(300)
    for (const line of on.near.tail.lines) expect(line.watches.size).toBeLessThanOrEqual(50)
    expect((await counts()).get('watches_flood')).toBeGreaterThan(before)
  })
})

describe('where a client says it stands', () => {
  it.each([
    ['the future', 'position_future', async () => (await on.clock()) + 3],
    ['another stream', 'position_other_stream', async () => (await positionsOf(on.db, ['settings'])).settings ?? 0],
    ['another database', 'position_other_database', () => Promise.resolve(7)],
  ] as const)(
    '[X6] [X7] of %s is answered with a reset, counted as %s, and bears on nobody else',
    async (_, what, position) => {
      const boris = await on.watching(on.near, on.people.boris)
      const before = await counts()
      const ana = on.join(on.near, on.people.ana)
      ana.watch({ [on.task]: await position() })
      await ana.until(({ frames }) => frames.some(({ reset }) => reset?.includes(on.task)))
      expect(await counts()).toEqual(new Map([...before, [what, (before.get(what) ?? 0) + 1]]))
      await on.say(on.near, 1)
      await boris.until((client) => client.news(on.task).length === 1)
      expect(ana.news(on.task)).toEqual([])
    },
  )
})

describe('what is refused', () => {
  it('[X7] is told in one line for each kind, however often it comes', () => {
    const said = vi.spyOn(log, 'warn').mockImplementation(() => undefined)
    for (let nth = 0; nth < 1000; nth++) refuse('line_hello')
    expect(said.mock.calls.filter(([about]) => (about as { what?: string }).what === 'line_hello')).toHaveLength(1)
    said.mockRestore()
  })
})

describe('a client that does not read', () => {
  it('is owed nothing that is kept for it, holds nobody up, and gets everything once in order when it reads again', async () => {
    const from = await on.clock()
    const slow = new Reader(on.join(on.near, on.people.ana), on.task, from)
    const quick = new Reader(on.join(on.near, on.people.mila), on.task, from)
    await slow.client.until(({ frames }) => frames.length > 0)
    wireOf(slow.client)._socket.pause()
    const text = 'x'.repeat(50_000)
    for (let nth = 0; nth < 300; nth++)
      await work(on.near.caller(on.people.mila), ({ emit }) => {
        emit({ stream: on.task, fact: 'entry.said', data: { nth, text } })
        return Promise.resolve()
      })
    await quick.client.until(() => quick.position >= from + 300, 20_000)
    const held = [...on.near.tail.lines].map(
      (line) => (line.socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length,
    )
    expect(Math.max(...held)).toBeLessThanOrEqual(2)
    expect(slow.position).toBeLessThan(from + 300)
    wireOf(slow.client)._socket.resume()
    await slow.client.until(() => slow.position >= from + 300, 15_000)
    for (const reader of [slow, quick]) {
      expect(reader.faults).toEqual([])
      expect(reader.seen).toEqual(Array.from({ length: 300 }, (_, nth) => from + nth + 1))
    }
  }, 60_000)
})

describe('what a stranger publishes on Redis', () => {
  it('[S26] reaches no client and ends no node; a forged ring is one look', async () => {
    const ana = await on.watching(on.near, on.people.ana)
    const heard: unknown[] = []
    ana.socket.onAny((name: string, payload: unknown) => name !== 'frame' && heard.push(payload))
    const before = ana.frames.filter((frame) => frame.news).length
    const forged = { news: [{ stream: on.task, from: 0, to: 9999, facts: [] }] }
    const rings: (readonly string[])[] = []
    const refusedBefore = (await counts()).get('ring_forged') ?? 0
    const stop = on.near.portal.doorbell.listen((names) => rings.push(names))
    const stranger = await strangerAt(redis.url)
    stranger.io.emit('frame', forged)
    stranger.io.to(on.task).emit('frame', forged)
    stranger.io.timeout(200).emit('frame', forged, () => undefined)
    stranger.io.socketsJoin(on.task)
    stranger.io.disconnectSockets(true)
    stranger.io.serverSideEmit('ring', ['task:never', on.task])
    stranger.io.serverSideEmit('ring', 'policy')
    const request = 'socket.io-request#/#'
    for (const text of [
      '',
      'null',
      '{',
      '[]',
      '{"type":6}',
      '{"type":0,"rooms":5}',
      Buffer.from([0xc0]),
      Buffer.from([0xc1, 0xff]),
    ])
      await stranger.publish(request, text)
    await stranger.publish(request, JSON.stringify({ uid: 'x', type: 6, data: ['connection', {}] }))
    await stranger.publish(
      request,
      JSON.stringify({ uid: 'x', type: 6, data: ['ring', Array.from({ length: 2000 }, () => 'policy')] }),
    )
    await stranger.publish('socket.io#/#', Buffer.from([0xc1, 0xff, 0x00]))
    await pause(400)
    stop()
    stranger.leave()
    // What the stranger says does arrive: it is heard as a ring, and as nothing else.
    expect(rings.filter((names) => !names.some((name) => name.endsWith('#here')))).toEqual([['task:never', on.task]])
    expect((await counts()).get('ring_forged')).toBeGreaterThan(refusedBefore)
    expect(ana.frames.filter((frame) => frame.news).length).toBe(before)
    expect(heard).toEqual([])
    expect(ana.socket.connected).toBe(true)
    await stillServes()
  })
})
