import { Agent, request } from 'node:http'
import type { Member } from '#db/testing/cast.ts'
import { now } from './clock.ts'

/** An answer over HTTP; status null: the line broke before there was one. Times in ms, monotonic. */
export interface Answer {
  begun: number
  ended: number
  status: number | null
  body: string
}

interface Asked {
  method?: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  /** Whole, or in pieces as they are ready. */
  body?: string | AsyncIterable<Buffer>
  /** Breaks the line after so many ms. */
  breakAfter?: number
}

/** Where a portal is reached: `at` is the address asked, `origin` the portal's own. */
export interface Door {
  at: string
  origin: string
}

// No connection is kept: each goes to the node whose turn it is.
const agent = new Agent({ keepAlive: false, maxSockets: Infinity })

/** Asks below a member's part of the portal, as the page's script does. */
export function ask(
  { at, origin }: Door,
  member: Member,
  { method = 'GET', path, headers, body, breakAfter }: Asked,
): Promise<Answer> {
  const begun = now()
  return new Promise((resolve) => {
    const done = (status: number | null, text = '') => resolve({ begun, ended: now(), status, body: text })
    const outgoing = request(`${at}${member.grantId ? `/g/${member.grantId}` : '/s'}${path}`, {
      method,
      agent,
      headers: { cookie: `portico=${member.token}`, origin, accept: 'application/json', ...headers },
      timeout: 15_000,
    })
    outgoing.on('response', (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (piece: string) => (text += piece))
      incoming.on('end', () => done(incoming.statusCode ?? null, text))
      incoming.on('error', () => done(null))
      incoming.on('close', () => done(null))
    })
    outgoing.on('timeout', () => outgoing.destroy())
    outgoing.on('error', () => done(null))
    if (breakAfter !== undefined) setTimeout(() => outgoing.destroy(), breakAfter)
    if (typeof body === 'object') void pour(body, outgoing)
    else outgoing.end(body)
  })
}

async function pour(
  pieces: AsyncIterable<Buffer>,
  into: { write(piece: Buffer): boolean; end(): void; destroyed: boolean },
) {
  for await (const piece of pieces) {
    if (into.destroyed) return
    into.write(piece)
  }
  into.end()
}

/** Something with a feed and files. */
export interface Subject {
  kind: 'task' | 'contract'
  id: string
}

/** Posts a comment as the composer's script does. `audience`: whom it names as readers; too many is no harm. */
export const post = (
  door: Door,
  member: Member,
  { kind, id }: Subject,
  comment: { sentId: string; body: string; audience: readonly string[] },
  breakAfter?: number,
): Promise<Answer> =>
  ask(door, member, {
    method: 'POST',
    path: `/feed/${kind}/${id}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ intent: 'post', ...comment, audience: comment.audience.join(' ') }).toString(),
    ...(breakAfter === undefined ? {} : { breakAfter }),
  })

/** Sends a text file in two pieces, the second after `between` ms. */
export function upload(
  door: Door,
  member: Member,
  { kind, id }: Subject,
  { name, text, between }: { name: string; text: string; between: Promise<unknown> },
): Promise<Answer> {
  const boundary = `----${name}`
  async function* body() {
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}.txt"\r\ncontent-type: text/plain\r\n\r\nThe first half, `,
    )
    await between
    yield Buffer.from(`and the second: ${text}.\r\n--${boundary}--\r\n`)
  }
  return ask(door, member, {
    method: 'POST',
    path: `/${kind}s/${id}/files`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: body(),
  })
}

export const download = (door: Door, member: Member, attachmentId: string): Promise<Answer> =>
  ask(door, member, { path: `/files/${attachmentId}` })

export const catchUp = (door: Door, member: Member, positions: Record<string, number>): Promise<Answer> =>
  ask(door, member, { path: `/live/catch-up?streams=${encodeURIComponent(JSON.stringify(positions))}` })
