import { setMaxListeners } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, expect, it, vi } from 'vitest'
import { Connection } from './connection.ts'

/** Pages that are open at once. */
const MANY = 16
/** So many of them at most come back within one such moment (ms). */
const AT_ONCE = { pages: MANY / 2, ms: 50 }

const nodes: Server[] = []
afterEach(async () => {
  vi.unstubAllGlobals()
  await Promise.all(nodes.splice(0).map((node) => node.close()))
})

it('[X11] pages whose node goes come back by themselves, spread over a while and within five seconds', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const node = new Server(server, { path: '/socket', transports: ['websocket'] })
  nodes.push(node)
  let came: number[] = []
  node.on('connection', () => came.push(performance.now()))
  vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${String(port)}` })
  for (const name of ['document', 'window']) {
    const target = new EventTarget()
    setMaxListeners(MANY, target)
    vi.stubGlobal(name, target)
  }
  const nothing = () => undefined
  const hooks = { wanted: () => ({}), frame: nothing, state: nothing, ended: nothing }
  const pages = Array.from({ length: MANY }, () => new Connection(null, hooks))
  const allHere = () => expect.poll(() => came.length, { timeout: 5000 }).toBe(MANY)
  await allHere()
  // Their lines break, and they are sent away.
  for (const close of [false, true]) {
    came = []
    if (close) node.disconnectSockets(true)
    else for (const { conn } of node.sockets.sockets.values()) conn.close(true)
    await allHere()
    const most = Math.max(...came.map((at) => came.filter((one) => one >= at && one < at + AT_ONCE.ms).length))
    expect(most).toBeLessThan(AT_ONCE.pages)
  }
  for (const page of pages) page.close()
})
