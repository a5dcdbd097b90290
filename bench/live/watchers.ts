// Many clients in a process of their own: opens them, and tells when what arrived. Driven by `crowd.ts`.
import { createRequire } from 'node:module'

/** What the crowd is told. */
export type Wish =
  | { open: { url: string; origin: string; lines: Line[] } }
  | { again: { url: string; origin: string; positions: number } }
  | { away: true }
  | { gone: true }
  | { tally: { said: string[] } }
  | { newsAround: { number: number; moment: number; onItsWay: number } }
  | { report: true }

/** One client: whose it is, and what it watches (null: nothing, as the limit's clients). */
export interface Line {
  cookie: string
  grant: string | null
  stream: string | null
  position: number
}

/** What arrived: how long each delivery took (ms), and for each comment when the last client had it. */
export interface Seen {
  deliveries: number[]
  lasts: number[]
}

interface Ws {
  on(event: 'message', heard: (data: Buffer) => void): void
  on(event: 'error' | 'close', heard: () => void): void
  send(text: string): void
  terminate(): void
}
type WsClass = new (url: string, options: { headers: Record<string, string>; perMessageDeflate: boolean }) => Ws

// The very WebSocket that the Socket.IO client uses, without the rest of it: what is measured is the server.
const own = createRequire(import.meta.url)
const WebSocket = createRequire(own.resolve('engine.io-client'))('ws') as WsClass

const now = () => performance.timeOrigin + performance.now()
let clients: Client[] = []
let deliveries: number[] = []
let lasts: number[] = []
/** When each frame with news arrived, and up to which number it told. */
let news: { at: number; to: number }[] = []
const arrived = new Map<string, number>()
/** While clients come back: every comment that each was told, as often as it was. */
let told: Map<Client, string[]> | null = null

const SAID = 'said at '
const TO = '"to":'
/** Digits of a moment as `talk.ts` writes it. */
const MOMENT = 18
/** Digits of a stream's number at most: they begin at microseconds since 1970. */
const NUMBER = 17

class Client {
  readonly line: Line
  position: number
  #ws: Ws | null = null

  constructor(line: Line) {
    this.line = line
    this.position = line.position
  }

  /** Connects; resolves when it is let in and, where it watches, found to be allowed. */
  open(url: string, origin: string): Promise<void> {
    const { cookie, grant, stream } = this.line
    const address = `${url.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`
    const ws = new WebSocket(address, { headers: { cookie, origin }, perMessageDeflate: false })
    this.#ws = ws
    return new Promise((resolve, reject) => {
      ws.on('error', () => reject(new Error('a client was not let in')))
      ws.on('close', () => reject(new Error('a client was sent away')))
      ws.on('message', (data) => {
        const at = now()
        if (isFrame(data)) {
          this.#take(at, data)
          resolve()
          return
        }
        const text = data.toString()
        if (text === '2') ws.send('3')
        else if (text.startsWith('0')) ws.send(`40${JSON.stringify({ grant })}`)
        else if (text.startsWith('40')) {
          if (stream) this.watch()
          else resolve()
        }
      })
    })
  }

  watch(): void {
    const { stream } = this.line
    if (stream) this.#ws?.send(`42${JSON.stringify(['watch', { streams: { [stream]: this.position } }])}`)
  }

  away(): void {
    this.#ws?.terminate()
    this.#ws = null
  }

  /** Looks for what it needs and no more, and for the same in everybody's frames: what is measured is the server. */
  #take(at: number, data: Buffer): void {
    let before = ''
    for (const when of found(data, SAID, MOMENT)) {
      if (told) told.get(this)?.push(when)
      // A text may stand in a frame more than once, as it was written and as it is quoted.
      if (when === before) continue
      before = when
      deliveries.push(at - Number(when))
      const times = (arrived.get(when) ?? 0) + 1
      arrived.set(when, times)
      if (times === clients.length) lasts.push(at - Number(when))
    }
    for (const number of found(data, TO, NUMBER)) {
      const to = parseInt(number, 10)
      // A status goes from one to another too.
      if (Number.isNaN(to)) continue
      news.push({ at, to })
      this.position = Math.max(this.position, to)
    }
  }
}

const FRAME = Buffer.from('42["frame"')

const isFrame = (data: Buffer) => data.length > FRAME.length && FRAME.compare(data, 0, FRAME.length) === 0

/** The `length` signs after each `mark`. */
function* found(data: Buffer, mark: string, length: number): Generator<string> {
  for (let at = data.indexOf(mark, 0, 'latin1'); at >= 0; at = data.indexOf(mark, at + length, 'latin1')) {
    at += mark.length
    yield data.toString('latin1', at, at + length)
  }
}

/** Clients that connect at once: a node takes them in as fast as it can. */
const AT_ONCE = 50

async function each(some: readonly Client[], act: (client: Client) => Promise<void>): Promise<void> {
  for (let at = 0; at < some.length; at += AT_ONCE) await Promise.all(some.slice(at, at + AT_ONCE).map(act))
}

async function obey(wish: Wish): Promise<unknown> {
  if ('open' in wish) {
    const { url, origin, lines } = wish.open
    const fresh = lines.map((line) => new Client(line))
    clients.push(...fresh)
    return each(fresh, (client) => client.open(url, origin))
  }
  if ('again' in wish) {
    const from = performance.now()
    const { url, origin, positions } = wish.again
    told = new Map(clients.map((client) => [client, []]))
    await Promise.all(clients.map((client) => client.open(url, origin)))
    while (clients.some(({ position }) => position < positions) && performance.now() - from < 20_000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    return performance.now() - from
  }
  if ('away' in wish) return clients.forEach((client) => client.away())
  if ('gone' in wish) {
    clients.forEach((client) => client.away())
    clients = []
    return
  }
  if ('tally' in wish) return tally(wish.tally.said)
  if ('newsAround' in wish) {
    const { number, moment, onItsWay } = wish.newsAround
    const heard = news.splice(0)
    const after = heard.filter(({ at, to }) => at > moment + onItsWay || to >= number).length
    return { before: heard.filter(({ at }) => at <= moment).length, after }
  }
  const seen: Seen = { deliveries, lasts }
  deliveries = []
  lasts = []
  // Those that all have are done with; others are still on their way to somebody.
  for (const [when, times] of arrived) if (times >= clients.length) arrived.delete(when)
  news = []
  return seen
}

/** What the clients that came back missed, and what they were told more than once: counted for each of them and each comment. */
function tally(said: readonly string[]): { lost: number; doubled: number } {
  let lost = 0
  let doubled = 0
  for (const heard of told?.values() ?? []) {
    const once = new Set(heard)
    lost += said.filter((when) => !once.has(when)).length
    doubled += heard.length - once.size
  }
  told = null
  return { lost, doubled }
}

process.on('message', ({ id, wish }: { id: number; wish: Wish }) => {
  obey(wish).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  )
})
process.once('disconnect', () => process.exit(0))
