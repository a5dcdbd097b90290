import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import { now } from './clock.ts'

/** A frame that left a node: the line's id, the frame's number on it, and when, on the machine's one monotonic clock (ms). */
export type Handed = [line: string, nth: number, at: number]

interface Sender {
  _socket: Socket
  sendFrame(list: Buffer[], done?: (error?: Error) => void): void
}

/** Sockets with a line, in the order in which they came. */
const open = new Set<Socket>()

/** The very module that the Socket.IO server sends with. */
function senderOfSocketIo(): { prototype: Sender } {
  const own = createRequire(import.meta.url)
  const ofServer = createRequire(own.resolve('socket.io'))
  const ofEngine = createRequire(ofServer.resolve('engine.io'))
  return (ofEngine('ws') as { Sender: { prototype: Sender } }).Sender
}

/**
 * Notes when each frame of news left this process, at the transport: a frame given to a socket that had nothing waiting counts from then,
 * one that had to wait counts from when the kernel took it.
 */
export function countFrames(tell: (handed: Handed) => void): void {
  const lines = new WeakMap<Socket, { id: string; frames: number }>()
  const { prototype } = senderOfSocketIo()
  const send = Reflect.get(prototype, 'sendFrame')
  prototype.sendFrame = function sendFrame(this: Sender, list, done) {
    const text = beginningOf(list)
    const socket = this._socket
    const opened = /^40\{"sid":"([^"]+)"/.exec(text)
    if (opened?.[1]) {
      lines.set(socket, { id: opened[1], frames: 0 })
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    }
    const line = text.startsWith('42["frame"') ? lines.get(socket) : undefined
    if (!line) return send.call(this, list, done)
    const nth = line.frames++
    if (socket.writableLength === 0) {
      tell([line.id, nth, now()])
      return send.call(this, list, done)
    }
    send.call(this, list, (error) => {
      if (!error) tell([line.id, nth, now()])
      done?.(error)
    })
  }
}

/** How a message begins that is sent as the head and the body of a frame, or as both in one piece. */
function beginningOf([head, body]: readonly Buffer[]): string {
  if (body) return body.toString('latin1', 0, 80)
  const from = { 126: 4, 127: 10 }[head?.[1] ?? 0] ?? 2
  return head?.toString('latin1', from, from + 80) ?? ''
}

/**
 * Every second line, from the first or the second on, takes nothing for so many ms, as when its reader does not read and the kernel has no
 * more room for it.
 */
export function clog(ms: number, first: 0 | 1): void {
  ;[...open].forEach((socket, nth) => {
    if (nth % 2 !== first) return
    socket.cork()
    setTimeout(() => socket.uncork(), ms)
  })
}
