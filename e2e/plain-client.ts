import { expect } from '@playwright/test'
import type { FeedPage } from '#server/feed/queries.ts'
import type { Frame } from '#server/streams/frames.ts'

/** A client as docs/protocol.md describes one: `fetch`, a plain WebSocket, and nothing of ours. */
export class PlainClient {
  readonly origin: string
  cookie = ''
  base = ''
  readonly frames: Frame[] = []
  readonly positions: Record<string, number> = {}
  /** Numbers of the facts in the order in which they were taken, by stream. */
  readonly taken: Record<string, number[]> = {}
  /** Why the server closed the line for good. */
  ended: string | null = null
  #socket: WebSocket | null = null

  constructor(origin: string) {
    this.origin = origin
  }

  async signIn(name: string): Promise<void> {
    const body = new URLSearchParams({ name, password: 'northlight-demo-only' })
    const answer = await this.#ask('/sign-in', { method: 'POST', body })
    expect(answer.status).toBe(302)
    this.cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    this.base = (await this.#ask('/')).headers.get('location') ?? ''
  }

  async read(address: string): Promise<FeedPage> {
    const page = (await (await this.#ask(`${this.base}/feed/${address}`)).json()) as FeedPage
    Object.assign(this.positions, page.positions)
    return page
  }

  post(address: string, fields: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ intent: 'post', ...fields })
    return this.#ask(`${this.base}/feed/${address}`, { method: 'POST', body })
  }

  async catchUp(streams: Record<string, number>): Promise<Frame> {
    const asked = encodeURIComponent(JSON.stringify(streams))
    return (await (await this.#ask(`${this.base}/live/catch-up?streams=${asked}`)).json()) as Frame
  }

  /** Opens the line, and watches everything from where this client stands. */
  async open(): Promise<void> {
    this.ended = null
    const headers = { cookie: this.cookie, origin: this.origin }
    const options = { headers } as unknown as string[]
    const socket = new WebSocket(`${this.origin.replace('http', 'ws')}/socket/?EIO=4&transport=websocket`, options)
    this.#socket = socket
    await new Promise<void>((live, refused) => {
      socket.onmessage = ({ data }: MessageEvent<string>) => {
        if (data.startsWith('0')) socket.send(`40${JSON.stringify({ grant: this.base.split('/g/')[1] ?? null })}`)
        else if (data.startsWith('40')) live()
        else if (data.startsWith('44')) refused(new Error(data))
        else if (data === '2') socket.send('3')
        else if (data.startsWith('42')) this.#take(data.slice(2))
      }
    })
    this.say('watch', { streams: this.positions })
  }

  /** Sends one of the pages' forms, as a page without script does. */
  async send(path: string, fields: Record<string, string>): Promise<void> {
    const answer = await this.#ask(path, { method: 'POST', body: new URLSearchParams(fields) })
    expect([200, 302], `${path}: ${String(answer.status)}`).toContain(answer.status)
  }

  async page(path: string): Promise<string> {
    return (await fetch(this.origin + this.base + path, { headers: { cookie: this.cookie } })).text()
  }

  /** Everything that was told in one part of the frames. */
  told<Part extends 'lost' | 'reset' | 'rights'>(part: Part): NonNullable<Frame[Part]>[number][] {
    return this.frames.flatMap((frame) => (frame[part] ?? []) as NonNullable<Frame[Part]>[number][])
  }

  say(name: string, payload: unknown): void {
    this.#socket?.send(`42${JSON.stringify([name, payload])}`)
  }

  close(): void {
    this.#socket?.close()
  }

  /** A number before the message asks that it is acknowledged. */
  #take(packet: string): void {
    const number = /^\d*/.exec(packet)?.[0] ?? ''
    if (number !== '') this.#socket?.send(`43${number}[]`)
    this.#hear(JSON.parse(packet.slice(number.length)) as [string, unknown])
  }

  #hear([name, said]: [string, unknown]): void {
    if (name === 'ended') this.ended = String(said)
    if (name !== 'frame') return
    const frame = said as Frame
    this.frames.push(frame)
    for (const { stream, from, to, facts } of frame.news ?? []) {
      const position = this.positions[stream] ?? 0
      if (from > position) this.say('catch_up', { stream, after: position })
      else if (to > position) {
        ;(this.taken[stream] ??= []).push(...facts.map(({ seq }) => seq).filter((seq) => seq > position))
        this.positions[stream] = to
      }
    }
  }

  #ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.cookie, origin: this.origin, accept: 'application/json' }
    return fetch(this.origin + path, { redirect: 'manual', ...init, headers })
  }
}
