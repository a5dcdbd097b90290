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

/** Sockets with a line. */
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
    if (opened?.[1]) {
      lines.set(socket, { id: opened[1], frames: 0 })
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    }
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
 * Blocks this process's event loop for so many ms where it hurts most: in a passage that has read news, when one of its answers has come.
 * Which one is chance: that of the news, of a proof after it, or of its commit.
 */
export function holdUp(ms: number): void {
  if (!listening) listenForNews()
  listening = true
  stall = ms
}

/** Answers of a passage after its news that are chosen from; a commit that comes earlier is chosen. */
const ANSWERS = 4

interface Answer {
  rows: { seq: unknown }[]
}

function listenForNews(): void {
  const query = Reflect.get(pg.Client.prototype, 'query') as (...all: unknown[]) => unknown
  let chosen: { client: pg.Client; left: number } | null = null
  const block = () => {
    const end = performance.now() + stall
    stall = 0
    chosen = null
    while (performance.now() < end);
  }
  const watched = async (client: pg.Client, answer: unknown, isNews: boolean, isCommit: boolean): Promise<unknown> => {
    const result = (await answer) as Answer
    if (stall === 0) return result
    if (isNews && !chosen && result.rows.some(({ seq }) => seq !== null))
      chosen = { client, left: Math.floor(Math.random() * ANSWERS) }
    if (chosen?.client === client && (isCommit || chosen.left-- === 0)) block()
    return result
  }
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...all: unknown[]) {
    const answer = query.apply(this, all)
    if (stall === 0) return answer
    const [first] = all
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '')
    const isNews = text.includes('w.after, s.clock')
    if (!isNews && chosen?.client !== this) return answer
    return watched(this, answer, isNews, text === 'commit')
  })
}

/** Half of the lines take nothing for so many ms, as when their readers do not read and the kernel has no more room for them. */
export function clog(ms: number): void {
  for (const socket of open) {
    if (Math.random() < 0.5) continue
    socket.cork()
    setTimeout(() => socket.uncork(), ms)
  }
}
