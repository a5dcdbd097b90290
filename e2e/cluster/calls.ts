import { createHash } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Member } from '#db/testing/cast.ts'
import { ATTEMPT } from './answers.ts'
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
  /** Names what is tried, so that the node tells when it answered. */
  attempt?: string
  /** Takes nothing for so many ms after each piece. */
  slow?: number
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
  { method = 'GET', path, headers, body, breakAfter, attempt, slow = 0 }: Asked,
): Promise<Answer> {
  const begun = now()
  return new Promise((resolve) => {
    const done = (status: number | null, text = '') => resolve({ begun, ended: now(), status, body: text })
    const outgoing = request(`${at}${member.grantId ? `/g/${member.grantId}` : '/s'}${path}`, {
      method,
      agent,
      headers: {
        cookie: `portico=${member.token}`,
        origin,
        accept: 'application/json',
        ...(attempt ? { [ATTEMPT]: attempt } : {}),
        ...headers,
      },
      timeout: 15_000,
    })
    outgoing.on('response', (incoming) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (piece: string) => {
        text += piece
        if (slow === 0) return
        incoming.pause()
        setTimeout(() => incoming.resume(), slow)
      })
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

/** A comment on its way. `audience`: whom it names as readers; too many is no harm. */
export interface Comment {
  sentId: string
  body: string
  audience: readonly string[]
  /** For the team alone. */
  teamOnly?: boolean
}

/** Posts a comment as the composer's script does. */
export const post = (
  door: Door,
  member: Member,
  { kind, id }: Subject,
  { audience, teamOnly = false, ...comment }: Comment,
  breakAfter?: number,
): Promise<Answer> =>
  ask(door, member, {
    method: 'POST',
    path: `/feed/${kind}/${id}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      intent: 'post',
      ...comment,
      audience: audience.join(' '),
      ...(teamOnly ? { teamOnly: 'on' } : {}),
    }).toString(),
    ...(breakAfter === undefined ? {} : { breakAfter }),
  })

const HALF = 'The first half, '
const rest = (text: string) => `and the second: ${text}.`

/** What the content of an uploaded text is known by, in the folder and in the rows. */
export const hashOf = (text: string): string =>
  createHash('sha256')
    .update(HALF + rest(text))
    .digest('hex')

/** Sends a text file in two pieces, the second after `between`. */
export function upload(
  door: Door,
  member: Member,
  { kind, id }: Subject,
  { name, text, between }: { name: string; text: string; between: Promise<unknown> },
): Promise<Answer> {
  const boundary = `----${name}`
  async function* body() {
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}.txt"\r\ncontent-type: text/plain\r\n\r\n${HALF}`,
    )
    await between
    yield Buffer.from(`${rest(text)}\r\n--${boundary}--\r\n`)
  }
  return ask(door, member, {
    method: 'POST',
    path: `/${kind}s/${id}/files`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: body(),
  })
}

/** Reads a file; `slow`: ms that are taken between its pieces. */
export const download = (
  door: Door,
  member: Member,
  attachmentId: string,
  how: { attempt: string; slow?: number },
): Promise<Answer> => ask(door, member, { path: `/files/${attachmentId}`, ...how })

export const catchUp = (
  door: Door,
  member: Member,
  positions: Record<string, number>,
  attempt: string,
): Promise<Answer> =>
  ask(door, member, { path: `/live/catch-up?streams=${encodeURIComponent(JSON.stringify(positions))}`, attempt })

/** Reads the newest page of a feed, as data. */
export const readFeed = (door: Door, member: Member, { kind, id }: Subject, attempt: string): Promise<Answer> =>
  ask(door, member, { path: `/feed/${kind}/${id}`, attempt })

/** Sends a form of a page, as a browser without script does: 302 says that it was done. */
export const submit = (door: Door, member: Member, path: string, fields: Record<string, string>): Promise<Answer> =>
  ask(door, member, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams(fields).toString(),
  })
