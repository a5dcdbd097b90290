import { expect, test } from '@playwright/test'
import type { FeedPage } from '#server/feed/queries.ts'
import type { Frame } from '#server/streams/frames.ts'

/** A client as docs/protocol.md describes one: `fetch`, a plain WebSocket, and nothing of ours. */
class Client {
  readonly origin: string
  cookie = ''
  base = ''
  readonly frames: Frame[] = []
  readonly positions: Record<string, number> = {}
  /** Numbers of the facts in the order in which they were taken, by stream. */
  readonly taken: Record<string, number[]> = {}
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
        else if (data.startsWith('42')) this.#hear(JSON.parse(data.slice(2)) as [string, Frame])
      }
    })
    this.say('watch', { streams: this.positions })
  }

  say(name: string, payload: unknown): void {
    this.#socket?.send(`42${JSON.stringify([name, payload])}`)
  }

  close(): void {
    this.#socket?.close()
  }

  #hear([name, frame]: [string, Frame]): void {
    if (name !== 'frame') return
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

test('[C3] [C4] [S3] docs/protocol.md is enough to write a client', async ({ baseURL }) => {
  const [ana, mila] = [new Client(String(baseURL)), new Client(String(baseURL))]
  await ana.signIn('ana@rila.example')
  await mila.signIn('mila@northlight.example')
  const home = await (await fetch(ana.origin + ana.base, { headers: { cookie: ana.cookie } })).text()
  const address = `task/${/\/tasks\/([0-9a-f-]{36})/.exec(home)?.[1] ?? ''}`
  const page = await ana.read(address)
  const stream = page.streams.all
  const start = ana.positions[stream] ?? 0
  expect(start).toBeGreaterThan(0)
  await mila.read(address)

  // Post: stored once however often it is sent, and heard by both.
  await Promise.all([ana.open(), mila.open()])
  const audience = page.people
    .filter(({ kind }) => kind === 'external')
    .map(({ id }) => id)
    .join(' ')
  const sent = { sentId: crypto.randomUUID(), body: 'By **hand**', audience }
  const [first, again] = [await ana.post(address, sent), await ana.post(address, sent)]
  expect(first.status).toBe(200)
  const posted = (await first.json()) as unknown
  expect(posted).toEqual({
    done: 'post',
    posted: { id: expect.any(String) as unknown, stream, seq: start + 1, sentId: sent.sentId },
  })
  expect(await again.json()).toEqual(posted)
  await expect.poll(() => [ana.taken[stream], mila.taken[stream]]).toEqual([[start + 1], [start + 1]])
  const fact = mila.frames.flatMap(({ news }) => news ?? []).flatMap(({ facts }) => facts)[0]
  expect(fact).toMatchObject({
    fact: 'entry.posted',
    data: { entry: { sentId: sent.sentId, html: '<p>By <strong>hand</strong></p>' } },
  })
  expect(ana.frames.flatMap(({ rights }) => rights ?? []).find((one) => one.stream === stream)).toMatchObject({
    abilities: { 'task.comment': null },
  })

  // Away, and back: nothing missed, doubled or out of order; without a socket just so.
  ana.close()
  for (const nth of [1, 2, 3]) {
    const answer = await mila.post(address, {
      sentId: crypto.randomUUID(),
      body: `While away ${String(nth)}`,
      audience,
    })
    expect(answer.status).toBe(200)
  }
  const caught = await ana.catchUp({ [stream]: start + 1 })
  expect(caught.news?.map(({ from, to, facts }) => [from, to, facts.map(({ seq }) => seq)])).toEqual([
    [start + 1, start + 4, [start + 2, start + 3, start + 4]],
  ])
  await ana.open()
  await expect.poll(() => ana.taken[stream]).toEqual([1, 2, 3, 4].map((nth) => start + nth))

  // Refusals: empty, hidden, and what never was.
  const empty = await ana.post(address, { sentId: crypto.randomUUID(), body: ' ', audience })
  expect([empty.status, await empty.json()]).toMatchObject([
    422,
    { refused: { fields: { body: { key: 'comment_empty' } } } },
  ])
  const never = await ana.post(`task/${crypto.randomUUID()}`, { ...sent, sentId: crypto.randomUUID() })
  expect([never.status, await never.json()]).toMatchObject([404, { refused: { words: { key: 'not_found' } } }])

  // A stream that is not theirs, one that never was, and a position of the future.
  ana.say('watch', { streams: { [`${stream}/team`]: 0, 'task:never': 0 } })
  const told = (part: 'lost' | 'reset') => ana.frames.flatMap((frame): unknown[] => frame[part] ?? [])
  await expect
    .poll(() => told('lost'))
    .toEqual(
      expect.arrayContaining([
        { stream: `${stream}/team`, reason: 'not_found' },
        { stream: 'task:never', reason: 'not_found' },
      ]),
    )
  ana.say('watch', { streams: { [stream]: start + 1000 } })
  await expect.poll(() => told('reset')).toEqual([stream])
  ana.close()
  mila.close()
})
