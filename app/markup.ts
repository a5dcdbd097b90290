import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** What a page's markup is made from: the same address and data give the same markup. */
export interface Asked {
  url: string
  /** What the page's loaders answered, each time anew. */
  loaderData: unknown
  /** Of this answer alone: it stands in the markup, and in no other answer's. */
  nonce: string
}

/** Bytes of all the markup kept. */
const MOST = 12_000_000
/** As long as its times are true. Ms. */
const KEPT = 60_000

/** Between the outer pieces stands the nonce, between the inner ones the id of the comment that may be written on the page. */
type Pieces = Buffer[][]

const kept = new LRUCache<string, Pieces>({
  maxSize: MOST,
  sizeCalculation: (pieces) => pieces.flat().reduce((sum, { byteLength }) => sum + byteLength, 0),
  ttl: KEPT,
  ttlAutopurge: true,
})
/** Asked for once lately. Most pages never are again, and are not kept. */
const seen = new LRUCache<string, true>({ max: 1000 })

/**
 * The markup of a page. Its data was read for this very answer; when the same was asked a moment ago its writing out is not repeated.
 * What differs in every answer is put in each time: the nonce, and the id of the comment that may be written on the page.
 */
export async function markupOf(asked: Asked, write: () => Promise<Buffer>): Promise<Buffer> {
  const { key, nextSentId } = digestOf(asked)
  const known = kept.get(key)
  if (known !== undefined) return filled(known, asked.nonce, nextSentId)
  const markup = await write()
  if (seen.has(key)) kept.set(key, emptied(markup.toString(), asked.nonce, nextSentId))
  seen.set(key, true)
  return markup
}

const emptied = (markup: string, nonce: string, sentId: string | null): Pieces =>
  markup.split(nonce).map((piece) => (sentId ? piece.split(sentId) : [piece]).map((text) => Buffer.from(text)))

const filled = (pieces: Pieces, nonce: string, sentId: string | null): Buffer =>
  Buffer.concat(
    between(
      pieces.map((inner) => between(inner, Buffer.from(sentId ?? ''))),
      [Buffer.from(nonce)],
    ).flat(),
  )

const between = <T>(all: readonly T[], joint: T): T[] => all.flatMap((one, nth) => (nth > 0 ? [joint, one] : [one]))

/**
 * What the markup depends on, in short. Times of the page itself count by the minute, as they are written: which day it is, how long
 * ago something was.
 */
function digestOf({ url, loaderData }: Asked): { key: string; nextSentId: string | null } {
  let nextSentId: string | null = null
  const text = JSON.stringify(loaderData, (name, value: unknown) => {
    if ((name === 'now' || name === 'horizon') && value !== null) return minuteOf(value as string | number)
    if (name !== 'nextSentId') return value
    nextSentId = String(value)
    return ''
  })
  return { key: createHash('sha256').update(`${url}\n${text}`).digest('base64'), nextSentId }
}

const minuteOf = (time: string | number) => Math.floor(new Date(time).getTime() / 60_000)
