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
        else if (data.startsWith('42')) this.#hear(JSON.parse(data.slice(2)) as [string, unknown])
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

test('[C3] [C4] [S3] docs/protocol.md is enough to write a client', async ({ baseURL }) => {
  const [ana, mila] = [new Client(String(baseURL)), new Client(String(baseURL))]
  await ana.signIn('ana@rila.example')
  await mila.signIn('mila@northlight.example')
  const address = `task/${idIn(await ana.page(''), 'tasks')}`
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
  await expect
    .poll(() => ana.told('lost'))
    .toEqual(
      expect.arrayContaining([
        { stream: `${stream}/team`, reason: 'not_found' },
        { stream: 'task:never', reason: 'not_found' },
      ]),
    )
  ana.say('watch', { streams: { [stream]: start + 1000 } })
  await expect.poll(() => ana.told('reset')).toEqual([stream])
  // A position of another stream, with a socket and without one.
  const contract = await ana.read(`contract/${idIn(await ana.page('/contracts'), 'contracts')}`)
  ana.say('watch', { streams: { [stream]: contract.positions[contract.streams.all] ?? -1 } })
  await expect.poll(() => ana.told('reset')).toEqual([stream, stream])
  expect(await ana.catchUp({ [stream]: contract.positions[contract.streams.all] ?? -1 })).toMatchObject({
    reset: [stream],
    news: [],
  })
  ana.close()
  mila.close()
})

test('[B2] [D3] [A5] [S12] docs/protocol.md says how a client hears that something was taken from it', async ({
  baseURL,
}) => {
  const [boris, adam, mila] = [1, 2, 3].map(() => new Client(String(baseURL))) as [Client, Client, Client]
  await boris.signIn('boris@rila.example')
  await adam.signIn('adam@northlight.example')
  await mila.signIn('mila@northlight.example')
  const grant = boris.base.split('/g/')[1] ?? ''

  // A member who is removed hears of it with the reason, and nothing after.
  const taskId = idIn(await boris.page(''), 'tasks')
  const { streams } = await boris.read(`task/${taskId}`)
  await boris.open()
  await expect.poll(() => boris.told('rights').map(({ stream }) => stream)).toContain(streams.all)
  await mila.send(`/s/tasks/${taskId}/people`, { intent: 'remove', person: `grant:${grant}` })
  await expect.poll(() => boris.told('lost')).toEqual([{ stream: streams.all, reason: 'out_of_reach' }])
  expect((await boris.catchUp({ [streams.all]: boris.positions[streams.all] ?? 0 })).lost).toEqual([
    { stream: streams.all, reason: 'not_found' },
  ])
  Reflect.deleteProperty(boris.positions, streams.all)

  // Comments closed and opened again change what may be done.
  const contractId = idIn(await boris.page('/contracts'), 'contracts')
  const contract = (await boris.read(`contract/${contractId}`)).streams.all
  const commenting = () =>
    boris
      .told('rights')
      .filter(({ stream }) => stream === contract)
      .at(-1)?.abilities['contract.comment']
  boris.say('watch', { streams: boris.positions })
  await expect.poll(commenting).toBeNull()
  await adam.send(`/s/contracts/${contractId}`, { intent: 'comments', comments: 'closed' })
  await expect.poll(commenting).toBe('comments_closed_contract')
  await adam.send(`/s/contracts/${contractId}`, { intent: 'comments', comments: 'as_portal' })
  await expect.poll(commenting).toBeNull()

  // The portal is shut to somebody: the line is closed for good, and does not open again while it is.
  const account = /\/s\/accounts\/([0-9a-f-]{36})[^>]*>(?:<[^>]*>)*Rila/.exec(await adam.page('/accounts'))?.[1] ?? ''
  const change = { do: 'change', grantId: grant, role: '20' }
  await adam.send(`/s/accounts/${account}`, { ...change, suspended: 'on' })
  await expect.poll(() => boris.ended).toBe('shut')
  await boris.open()
  await expect.poll(() => boris.ended).toBe('shut')
  await adam.send(`/s/accounts/${account}`, change)
  await boris.open()
  boris.say('watch', { streams: boris.positions })
  const before = boris.told('rights').length
  await expect.poll(() => boris.told('rights').length).toBeGreaterThan(before)
  expect(boris.ended).toBeNull()

  // Signed out: closed for good, and so is the next one, at the door or right behind it.
  await boris.send('/sign-out', {})
  await expect.poll(() => boris.ended).toBe('signed_out')
  await boris.open().catch((error: unknown) => {
    expect(String(error)).toContain('sign_in_needed')
    boris.ended = 'signed_out'
  })
  await expect.poll(() => boris.ended).toBe('signed_out')
  adam.close()
})

const idIn = (page: string, kind: 'tasks' | 'contracts'): string =>
  new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(page)?.[1] ?? ''
