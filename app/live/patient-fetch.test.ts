import { describe, expect, it } from 'vitest'
import { patientFetch } from './patient-fetch.ts'

/** A line that is cut for so many tries. */
function cutFor(tries: number, cut = () => Promise.reject<Response>(new TypeError('cut'))) {
  let asked = 0
  const line = () => (++asked > tries ? Promise.resolve(new Response('there')) : cut())
  const waits: number[] = []
  const wait = (ms: number) => {
    waits.push(ms)
    return Promise.resolve()
  }
  const fetch = patientFetch(line, wait, () => '/s/tasks/1')
  return { fetch, waits, asked: () => asked }
}

/** An answer whose first line has come, and its end not yet. */
function begun() {
  let breaks: (why: unknown) => void = () => undefined
  const body = new ReadableStream<Uint8Array>({
    start(line) {
      line.enqueue(new TextEncoder().encode('[{"_1":-5},"data"]\n'))
      breaks = (why) => line.error(why)
    },
  })
  return { answer: new Response(body), breaks: (why: unknown) => breaks(why) }
}

describe('a page’s data', () => {
  it('[C4] is asked for until the line is back, later and later', async () => {
    const { fetch, waits } = cutFor(6)
    expect(await (await fetch('http://portal/s/conversations.data?_routes=x')).text()).toBe('there')
    expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000])
  })

  it('[C4] is asked for again when the line is cut in the middle of it', async () => {
    const { fetch, asked } = cutFor(1, () => {
      const { answer, breaks } = begun()
      setTimeout(() => breaks(new TypeError('cut')), 20)
      return Promise.resolve(answer)
    })
    expect(await (await fetch('/s/tasks/1.data')).text()).toBe('there')
    expect(asked()).toBe(2)
  })

  it('[X2] is asked for until the portal is no longer away, where it is shown; another page’s reader is told', async () => {
    const away = () => Promise.resolve(new Response('away', { status: 503 }))
    const shown = cutFor(30, away)
    expect((await shown.fetch('/s/tasks/1.data?_routes=x')).status).toBe(200)
    const next = cutFor(30, away)
    expect((await next.fetch('/s/tasks/2.data')).status).toBe(503)
    expect(next.waits).toEqual([500, 1000, 2000, 4000])
  })

  it('is not asked for when nobody wants it any more', async () => {
    const { fetch, asked } = cutFor(10)
    const leaving = new AbortController()
    leaving.abort()
    await expect(fetch('/s.data', { signal: leaving.signal })).rejects.toThrow('cut')
    expect(asked()).toBe(1)
  })

  it('is given up whole: of an answer that has begun nothing is handed on that could fail later', async () => {
    const { answer, breaks } = begun()
    const leaving = new AbortController()
    leaving.signal.addEventListener('abort', () => breaks(leaving.signal.reason))
    const asked = patientFetch(() => Promise.resolve(answer))('/s.data', { signal: leaving.signal })
    const first = await Promise.race([asked, new Promise((done) => setTimeout(done, 50, 'nothing yet'))])
    expect(first).toBe('nothing yet')
    leaving.abort()
    await expect(asked).rejects.toBe(leaving.signal.reason)
  })

  it('keeps what the answer says of itself, also one without a word', async () => {
    const answers = [
      new Response('gone', { status: 404, headers: { 'x-remix-response': 'yes' } }),
      new Response(null, { status: 204 }),
    ]
    const fetch = patientFetch(() => Promise.resolve(answers.shift() ?? Response.error()))
    const gone = await fetch('/s/tasks/1.data')
    expect([gone.status, gone.headers.get('x-remix-response'), await gone.text()]).toEqual([404, 'yes', 'gone'])
    const done = await fetch('/s/tasks/1.data', { method: 'POST' })
    expect([done.status, done.body]).toEqual([204, null])
  })

  it('[C3] is all that is asked for again: what everybody else asks for is told at once', async () => {
    const { fetch, asked } = cutFor(10)
    await expect(fetch('/s/feed/task/1?before=x')).rejects.toThrow('cut')
    expect(asked()).toBe(1)
  })
})

describe('a form that nobody answers', () => {
  const form = () => new URLSearchParams('title=Roof&people=ana&people=boris&password=secret')
  const send = (fetch: typeof window.fetch, init: RequestInit = {}) =>
    fetch('/s/tasks/1.data', { method: 'POST', body: form(), ...init })

  it.each([
    ['the line is cut', () => Promise.reject<Response>(new TypeError('cut'))],
    ['the portal is away', () => Promise.resolve(new Response('<h1>Away</h1>', { status: 503 }))],
  ])('[C3] [X2] is sent once and told to be refused, with what was typed: %s', async (_, away) => {
    const { fetch, asked } = cutFor(1, away)
    const answer = await send(fetch)
    expect([answer.status, asked()]).toEqual([503, 1])
    // As the framework's data: each value once, its parts by their numbers.
    const values = JSON.parse(await answer.text()) as unknown[]
    expect(values[0]).toEqual({ _1: 2 })
    expect(values).toEqual(
      expect.arrayContaining(['data', 'refused', 503, 'line_cut', 'title', 'Roof', 'ana', 'boris']),
    )
    expect(values).not.toContain('secret')
  })

  it('hears the portal’s own refusal, and nothing where nobody waits for it any more', async () => {
    const own = new Response('[]', { status: 503, headers: { 'x-remix-response': 'yes' } })
    expect(await (await send(patientFetch(() => Promise.resolve(own)))).text()).toBe('[]')
    const leaving = new AbortController()
    leaving.abort()
    await expect(send(cutFor(1).fetch, { signal: leaving.signal })).rejects.toThrow('cut')
  })
})
