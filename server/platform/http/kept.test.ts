import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fixed } from '../fixed.ts'
import { packFound } from './kept-json.ts'
import { ownIn, restore, standIn, textOf, withTrue } from './own-values.ts'
import type { Parcel } from './parcel.ts'
import { cutDocument } from './spliced.ts'

const reading = (encodings: string) => ({ headers: { 'accept-encoding': encodings } }) as unknown as IncomingMessage
const words = 'The tiles arrived **this** morning; “two” \\ boxes <are> chipped. '.repeat(40)
const page = (at: number, text = words) => ({
  feed: { text, now: new Date(at).toISOString(), horizon: null, nextSentId: randomUUID() },
  frame: { now: at },
})
const MINUTE = Date.UTC(2026, 10, 24, 12)

function unpacked({ headers, body }: Parcel): string {
  const encoding = headers.find(([name]) => name === 'content-encoding')?.[1]
  return (encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body).toString()
}

describe('an answer that is asked again', () => {
  it('is what was found for it, to the last sign, however often it was asked and whatever is read', async () => {
    for (const text of [words, `${words}.`])
      for (let nth = 0; nth < 5; nth++)
        for (const encodings of ['gzip', 'br', '', 'gzip, deflate, br']) {
          const found = page(MINUTE + nth * 9000, text)
          const told = structuredClone(found)
          expect(unpacked(await packFound(found, reading(encodings)))).toBe(JSON.stringify(told))
          expect(found).toEqual(told)
        }
  })
})

describe('a document that was cut', () => {
  const script = (data: unknown) => `enqueue(${JSON.stringify(JSON.stringify(data))})`
  const write = (data: ReturnType<typeof page>, nonce: string, sent: unknown = data) =>
    `<script nonce="${nonce}"></script><p>${words}é</p><input value="${data.feed.nextSentId}"><script nonce="${nonce}">${script(sent)}</script>`

  it('is filled with what is the next answer’s own, in its words and in its data', async () => {
    const [first, second] = [page(MINUTE), page(MINUTE + 4321)]
    const own = ownIn(first)
    const names = standIn(own)
    const truth = withTrue(first, own) as typeof first
    const cut = cutDocument(write(truth, 'nonce-of-1', first), 'nonce-of-1', own, names)
    restore(own)
    expect(truth).toEqual(first)
    for (const encodings of ['gzip', 'br', '']) {
      const parcel = await cut?.filled(ownIn(second), 'nonce-of-2', reading(encodings), [['content-type', 'text/html']])
      expect(parcel && unpacked(parcel)).toBe(write(second, 'nonce-of-2'))
    }
  })

  it('is none where the data misses a value', () => {
    const data = page(MINUTE)
    const own = ownIn(data)
    expect(cutDocument(write(data, 'nonce'), 'nonce', own, standIn(own))).toBe(null)
  })

  it('depends on its times by the minute, and on everything else', () => {
    const key = (data: ReturnType<typeof page>) => textOf(data, ownIn(data))
    expect(key(page(MINUTE))).toBe(key(page(MINUTE + 59_999)))
    expect(key(page(MINUTE))).not.toBe(key(page(MINUTE + 60_000)))
    expect(key(page(MINUTE))).not.toBe(key(page(MINUTE, 'other')))
    const young = page(MINUTE)
    expect(key({ ...young, feed: { ...young.feed, horizon: '2026-11-01T00:00:00.000Z' } } as never)).not.toBe(
      key(young),
    )
  })
  it('depends on a fixed list by which it is, and keeps it whole', () => {
    const [list, twin] = [fixed([words]), fixed([words])]
    const data = { feed: { entries: list } }
    const key = textOf(data, ownIn(data))
    expect(data.feed.entries).toBe(list)
    expect(key).not.toContain(words)
    expect(textOf({ feed: { entries: list } }, [])).toBe(key)
    expect(textOf({ feed: { entries: twin } }, [])).not.toBe(key)
  })
})
