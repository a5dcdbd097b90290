import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { io } from 'socket.io-client'
import { expect, it } from 'vitest'
import type { Frame } from '#server/streams/frames.ts'
import { writeFrame } from './one-piece.ts'

it('a frame of any length comes as it was given, between other messages of the socket', async () => {
  const http = createServer()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
  const { port } = http.address() as AddressInfo
  const met = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const client = io(`http://127.0.0.1:${String(port)}`, { transports: ['websocket'] })
  const heard: unknown[] = []
  client.on('frame', (frame: Frame) => heard.push(frame)).on('between', () => heard.push('between'))
  const socket = await met
  // A reset is the smallest frame there is; its name makes it as long as one likes, in bytes and in letters.
  const frames = [0, 90, 110, 126, 1000, 65_500, 65_536, 200_000].map((length): Frame => ({
    reset: ['ж✓'.repeat(length / 5)],
  }))
  for (const frame of frames) {
    writeFrame(socket, frame)
    socket.emit('between')
    writeFrame(socket, frame)
  }
  await expect.poll(() => heard.length).toBe(frames.length * 3)
  expect(heard).toEqual(frames.flatMap((frame) => [frame, 'between', frame]))
  client.disconnect()
  await server.close()
})
