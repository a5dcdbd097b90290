import { randomBytes } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { LRUCache } from 'lru-cache'
import type { Front } from './front.ts'

declare module 'node:http' {
  interface ServerResponse {
    /** This answer's nonce: the only inline scripts that run are the framework's own, which carry it [S23]. */
    nonce?: string
    /** Where the live line of the page goes: the portal's own origin, as a WebSocket's. */
    liveOrigin?: string
  }
}

/** Stands where an answer's nonce will. */
const HOLE = 'nonce-of-the-answer'

/** Every answer's security headers [S23]. */
export function securityHeaders(front: Front): RequestHandler {
  // Made once for each origin: to make them costs far more than to send them.
  const made = new LRUCache<string, [string, string][]>({ max: 100 })
  return (req, res, next) => {
    const origin = front.originOf(req)
    const headers = made.get(origin) ?? headersAt(origin)
    made.set(origin, headers)
    const nonce = randomBytes(16).toString('base64url')
    res.nonce = nonce
    for (const [name, value] of headers) res.setHeader(name, value.replace(HOLE, nonce))
    next()
  }
}

/** What is set for an origin. Throws where it would not be one directive's value. */
function headersAt(origin: string): [string, string][] {
  const request = new IncomingMessage(new Socket())
  const blank = new ServerResponse(request)
  blank.nonce = HOLE
  blank.liveOrigin = origin.replace(/^http/, 'ws')
  let refused: unknown
  headersFor(origin.startsWith('https:'))(request, blank, (error) => (refused = error))
  if (refused instanceof Error) throw refused
  return Object.entries(blank.getHeaders()).map(([name, value]) => [name, String(value)])
}

const headersFor = (https: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${res.nonce ?? ''}'`],
        // Components measure and place themselves with style attributes; a style can run nothing here.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", (_req, res) => res.liveOrigin ?? ''],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        // A PDF, shown by the browser's own reader; every other answer of ours refuses to be framed.
        frameSrc: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Nothing leaves to other sites. Towards ourselves the address is needed: with `no-referrer` a browser posts a
    // form that works without script with `Origin: null`, which we refuse.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
    // Browsers ignore these two outside https and loopback, and say so in the console.
    crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
    originAgentCluster: https,
  })
