import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import pg from 'pg'
import type { Handed } from './node.ts'
import { now } from './clock.ts'

/** How often what was handed over is told. Ms. */
const TELL = 50

interface Sender {
  _socket: Socket
  sendFrame(list: Buffer[], done?: (error?: Error) => void): void
}

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
export function countFrames(tell: (handed: Handed[]) => void): void {
  const lines = new WeakMap<Socket, { id: string; frames: number }>()
  let handed: Handed[] = []
  setInterval(() => {
    if (handed.length > 0) tell(handed)
    handed = []
  }, TELL).unref()
  const { prototype } = senderOfSocketIo()
  const send = Reflect.get(prototype, 'sendFrame')
  prototype.sendFrame = function sendFrame(this: Sender, list, done) {
    const text = (list[1] ?? list[0])?.toString('latin1', 0, 80) ?? ''
    const socket = this._socket
    const opened = /^40\{"sid":"([^"]+)"/.exec(text)
    if (opened?.[1]) lines.set(socket, { id: opened[1], frames: 0 })
    const line = text.startsWith('42["frame"') ? lines.get(socket) : undefined
    if (!line) return send.call(this, list, done)
    const nth = line.frames++
    if (socket.writableLength === 0) {
      handed.push([line.id, nth, now()])
      return send.call(this, list, done)
    }
    send.call(this, list, (error) => {
      if (!error) handed.push([line.id, nth, now()])
      done?.(error)
    })
  }
}

let stall = 0
let listening = false

/**
 * Blocks this process's event loop for so many ms inside its next passage: when the answer to one of its queries has come (which one is
 * chance), before what follows from it is done.
 */
export function holdUp(ms: number): void {
  if (!listening) listenForPassages()
  listening = true
  stall = ms
}

/** Queries that a passage of the tail asks after it has read the policy's version: events, proofs, what they tell of; then its commit. */
const QUERIES = 5

function listenForPassages(): void {
  const query = Reflect.get(pg.Client.prototype, 'query') as (...all: unknown[]) => unknown
  let chosen: { client: pg.Client; left: number } | null = null
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...all: unknown[]) {
    const answer = query.apply(this, all)
    const text = typeof all[0] === 'string' ? all[0] : ''
    if (stall > 0 && !chosen && text.includes('from policy_version'))
      chosen = { client: this, left: 1 + Math.floor(Math.random() * QUERIES) }
    if (chosen?.client !== this) return answer
    if (chosen.left-- > 0 && text !== 'commit') return answer
    chosen = null
    const ms = stall
    stall = 0
    return (answer as Promise<unknown>).then((result) => {
      const end = performance.now() + ms
      while (performance.now() < end);
      return result
    })
  })
}
