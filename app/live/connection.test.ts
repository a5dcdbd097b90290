import { setMaxListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, expect, it, vi } from 'vitest'
import { Connection } from './connection.ts'

/** Pages that are open at once. */
const MANY = 16
/** So many of them at most are to come back within one such moment (ms). */
const AT_ONCE = { pages: MANY / 4, ms: 50 }
/** What waits to come back waits so long, and nothing else here does. Ms. */
const WAITS = { least: 200, most: 2500 }

/** Its multiples, without what stands before the point, lie evenly between 0 and 1. */
const GOLDEN = (Math.sqrt(5) - 1) / 2

const nodes: Server[] = []
afterEach(async () => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  await Promise.all(nodes.splice(0).map((node) => node.close()))
})

it('[X11] pages whose node goes come back by themselves, spread over a while and within five seconds', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const node = new Server(server, { path: '/socket', transports: ['websocket'] })
  nodes.push(node)
  let came = 0
  node.on('connection', () => came++)
  vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${String(port)}` })
  for (const name of ['document', 'window']) {
    const target = new EventTarget()
    setMaxListeners(MANY, target)
    vi.stubGlobal(name, target)
  }
  // Chance that is as even as it gets, and what it is used for: when they arrive depends on the machine also.
  let drawn = 0
  vi.spyOn(Math, 'random').mockImplementation(() => (++drawn * GOLDEN) % 1)
  const timed = vi.spyOn(globalThis, 'setTimeout')
  const nothing = () => undefined
  const hooks = { wanted: () => ({}), frame: nothing, state: nothing, ended: nothing }
  const pages = Array.from({ length: MANY }, () => new Connection(null, hooks))
  const allHere = () => expect.poll(() => came, { timeout: 5000 }).toBe(MANY)
  await allHere()
  // Their lines break, and they are sent away.
  for (const close of [false, true]) {
    came = 0
    timed.mockClear()
    if (close) node.disconnectSockets(true)
    else for (const { conn } of node.sockets.sockets.values()) conn.close(true)
    await allHere()
    const waits = timed.mock.calls.map(([, ms = 0]) => ms).filter((ms) => ms >= WAITS.least && ms <= WAITS.most)
    expect(waits.length).toBeGreaterThanOrEqual(MANY)
    const most = Math.max(...waits.map((at) => waits.filter((one) => one >= at && one < at + AT_ONCE.ms).length))
    expect(most).toBeLessThanOrEqual(AT_ONCE.pages)
  }
  for (const page of pages) page.close()
})
