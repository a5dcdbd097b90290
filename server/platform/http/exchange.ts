import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Caller } from '../caller.ts'
import { SignInNeeded } from '../errors.ts'
import type { Portal } from '../portal.ts'
import type { Front } from './front.ts'
import type { Ahead } from './kept-pages.ts'

/** What one request carries through loaders, actions and the renderer. */
export interface Exchange {
  portal: Portal
  /** Who knocks; null when nobody has signed in. Not yet judged: `work` and `look` do that under the gate. */
  caller: Caller | null
  /** The other end's address. */
  ip: string
  /** `User-Agent`, shortened, for the list of one's sessions [S13]. */
  userAgent: string
  /** The cookies as sent. */
  cookies: string
  /** For the inline scripts of the framework [S23]. */
  nonce: string
  /** Whether the framework's own client asks, which reads its encoding; others want a page or JSON. */
  byClient: boolean
  /** Outcome of the action, so that a second rendering does not repeat its effects. */
  remembered: { outcome: () => unknown } | null
  /** What is known of a document before the framework makes it; null for what is none. */
  ahead: Ahead | null
  /** Why nobody could be recognised; an action then refuses, so that what was typed stays where it is. */
  unreachable: Error | null
  /** Set when the database could not be reached: nothing can be rendered. */
  away: boolean
  /** When somebody who tried too often may try again. Seconds. */
  retryAfter: number | null
}

declare module '@remix-run/node' {
  interface AppLoadContext extends Exchange {
    portal: Portal
  }
}

const HEADERS_OF_THE_WAY = new Set([
  'host',
  'connection',
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-for',
])

/**
 * The Fetch request for an Express one. `request.signal` fires when the answer's connection closes early.
 * `again`: the same request rendered once more; its body was used up the first time.
 */
export function requestOf(message: IncomingMessage, res: ServerResponse, front: Front, again: boolean): Request {
  const origin = front.originOf(message)
  const headers = new Headers({ host: new URL(origin).host })
  for (const [name, value] of Object.entries(message.headers)) {
    if (HEADERS_OF_THE_WAY.has(name) || value === undefined) continue
    if (again && (name === 'content-length' || name === 'transfer-encoding')) continue
    headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const gone = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) gone.abort()
  })
  const method = message.method ?? 'GET'
  const init: RequestInit = { method, headers, signal: gone.signal }
  if (method !== 'GET' && method !== 'HEAD' && !again) {
    init.body = Readable.toWeb(message) as unknown as ReadableStream
    init.duplex = 'half'
  }
  // Joined as text: a path that starts with two slashes must not become a host.
  return new Request(origin + (message.url ?? '/'), init)
}

/** The signed-in caller of a page or action. Errors: `SignInNeeded`, which leads to the sign-in page and back. */
export function callerIn({ caller }: Exchange): Caller {
  if (!caller) throw new SignInNeeded()
  return caller
}
