import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type { Caller } from '#server/platform/caller.ts'
import type { Portal } from '#server/platform/portal.ts'
import { refuse, type Refusal } from '#server/platform/refuse.ts'
import { Allowance } from './allowance.ts'
import { countBadFrames } from './bad-frames.ts'
import { Line } from './line.ts'
import { HELLO, LARGEST_MESSAGE, MESSAGES, MOST_STREAMS, type Message, type MessageName } from './messages.ts'
import { writeFrame } from './one-piece.ts'
import { Tail } from './tail.ts'

/** What realtime must know of a connection; both are the front door's. */
export interface Handshake {
  /** Who knocks, by the session's cookie; null when nobody is signed in. Judged by the tail, under the gate. */
  callerOf: (request: IncomingMessage) => Promise<Caller | null>
  /** Whether the page that opens the socket is exactly ours [S22]. */
  isOwn: (request: IncomingMessage) => boolean
}

/** Where the socket is, below the origin. */
export const SOCKET_PATH = '/socket'
/** How long the answer of a line that ends is waited for. Ms. */
const LAST_WORD = 250
/** Sockets of one session: a few tabs on a few machines cannot share one. */
const MOST_LINES = 20

/** Opens the live line on the portal's own server. WebSocket only, so any node serves any client. */
export function attachRealtime(
  portal: Portal,
  server: HttpServer,
  { callerOf, isOwn }: Handshake,
): { tail: Tail; close: () => Promise<void> } {
  const io = new Server(server, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    serveClient: false,
    // Vite's own socket shares the server in development.
    destroyUpgrade: false,
    // A compressed message waits for a worker thread, perhaps past the gate.
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: LARGEST_MESSAGE,
    connectTimeout: 10_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    allowRequest(request, answer) {
      const own = isOwn(request)
      if (!own) refuse('line_origin')
      answer(null, own && tail.connected)
    },
  })
  const tail = new Tail(
    portal,
    (lines, frame) => lines.forEach(({ socket }) => writeFrame(socket, frame)),
    (line) => {
      tell(tail, line)
    },
  )

  countBadFrames(io)
  io.use((socket, next) => {
    admit(tail, socket, callerOf).then(
      (refusal) => {
        if (refusal) refuse(COUNTED_AS[refusal])
        next(refusal ? new Error(refusal) : undefined)
      },
      (error: unknown) => {
        portal.log.warn({ err: error }, 'a socket could not be recognised')
        next(new Error('try_later'))
      },
    )
  })
  io.on('connection', (socket) => serve(tail, socket, socket.data as Line))
  return {
    tail,
    async close() {
      for (const line of tail.lines) line.socket.conn.close()
      io.engine.close()
      await tail.close()
    },
  }
}

const COUNTED_AS = {
  bad_message: 'line_hello',
  sign_in_needed: 'line_sign_in',
  too_many_lines: 'line_too_many',
} as const satisfies Record<string, Refusal>

/** Answers why a socket may not come in; null when it may, and then it has its line. */
async function admit(
  tail: Tail,
  socket: Socket,
  callerOf: Handshake['callerOf'],
): Promise<keyof typeof COUNTED_AS | null> {
  const hello = HELLO.safeParse(socket.handshake.auth)
  if (!hello.success) return 'bad_message'
  const caller = await callerOf(socket.request)
  if (!caller) return 'sign_in_needed'
  if (linesOf(tail, caller) >= MOST_LINES) return 'too_many_lines'
  socket.data = new Line(socket, { ...caller, grantId: hello.data.grant })
  return null
}

/** The last thing a line hears. It is out of all rooms by now; its answer is waited for only to be counted. */
function tell(tail: Tail, line: Line): void {
  if (line.closing) return
  line.closing = true
  const { moved } = line
  if (moved) tail.echoes.told(moved)
  tail.leave(line, [...line.watches.keys()])
  line.socket.timeout(LAST_WORD).emit('ended', line.ended, (silent: Error | null) => {
    if (!silent && moved) tail.echoes.answered(moved)
    line.socket.disconnect(true)
  })
}

const linesOf = (tail: Tail, caller: Caller): number =>
  [...tail.lines].filter((line) => line.caller.sessionId === caller.sessionId).length

function serve(tail: Tail, socket: Socket, line: Line): void {
  const allowance = new Allowance()
  tail.join(line)
  socket.conn.on('drain', () => {
    if (line.behind) tail.drained(line)
  })
  socket.on('disconnect', () => tail.part(line))
  // Before any event: shape, size and rate of each [S25].
  socket.use((event, next) => {
    const [name, payload] = event as [string, unknown]
    const shape = Object.hasOwn(MESSAGES, name) ? MESSAGES[name as MessageName] : null
    const parsed = shape && allowance.take() ? shape.safeParse(payload) : null
    if (!parsed?.success) {
      refuse(parsed ? 'message_shape' : shape ? 'message_flood' : 'message_unknown')
      if (allowance.strike()) socket.disconnect(true)
      return
    }
    event[1] = parsed.data
    next()
  })
  const on = <Name extends MessageName>(name: Name, react: (message: Message<Name>) => void) =>
    socket.on<string>(name, (message: Message<Name>, done?: unknown) => {
      react(message)
      // An answer says only that the line is alive.
      if (typeof done === 'function') (done as () => void)()
    })
  on('watch', ({ streams }) => {
    const names = Object.keys(streams).filter((stream) => line.watches.has(stream))
    if (line.watches.size + Object.keys(streams).length - names.length > MOST_STREAMS) {
      refuse('watches_flood')
      return
    }
    tail.watch(line, streams)
  })
  on('catch_up', ({ stream, after }) => {
    if (line.watches.has(stream)) tail.watch(line, { [stream]: after })
  })
  on('leave', ({ streams }) => tail.leave(line, streams))
  on('told', ({ version }) => {
    const told = line.unanswered.get(version)
    if (told && line.unanswered.delete(version)) tail.echoes.answered(told)
  })
  on('typing', ({ stream }) => tail.typing(line, stream))
}
