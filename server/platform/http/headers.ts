import { randomBytes } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet from 'helmet'
import { LRUCache } from 'lru-cache'
import type { Front } from './front.ts'
import type { Layer } from './layer.ts'

declare module 'node:http' {
  interface ServerResponse {
    /** Answers a nonce: of inline scripts, those that carry it run in this answer, the framework's own [S23]. `securityHeaders` sets it. */
    letScriptsRun: () => string
    /** Where the live line of the page goes: the portal's own origin, as a WebSocket's. */
    liveOrigin?: string
  }
}

/** Stands in the policy where a page's nonce will. */
const HOLE = "'nonce-of-the-page'"
const POLICY = 'Content-Security-Policy'

/** What is set for an origin, and a page's policy. */
interface Made {
  headers: [string, string][]
  policy: string
}

/** Every answer's security headers [S23]. No inline script runs but in a page, and there only what carries the page's nonce. */
export function securityHeaders(front: Front): Layer {
  // Made once for each origin: to make them costs far more than to send them.
  const made = new LRUCache<string, Made>({ max: 100 })
  const keep = (origin: string): Made => {
    const fresh = headersAt(origin)
    made.set(origin, fresh)
    return fresh
  }
  return (req, res, next) => {
    const origin = front.originOf(req)
    const { headers, policy } = made.get(origin) ?? keep(origin)
    for (const [name, value] of headers) res.setHeader(name, value)
    res.letScriptsRun = () => {
      const nonce = randomBytes(16).toString('base64url')
      res.setHeader(POLICY, policy.replace(HOLE, `'nonce-${nonce}'`))
      return nonce
    }
    next()
  }
}

/** Throws where it would not be one directive's value. */
function headersAt(origin: string): Made {
  const request = new IncomingMessage(new Socket())
  const blank = new ServerResponse(request)
  blank.liveOrigin = origin.replace(/^http/, 'ws')
  let refused: unknown
  headersFor(origin.startsWith('https:'))(request, blank, (error) => (refused = error))
  if (refused instanceof Error) throw refused
  const policy = String(blank.getHeader(POLICY))
  blank.setHeader(POLICY, policy.replace(` ${HOLE}`, ''))
  return { headers: Object.entries(blank.getHeaders()).map(([name, value]) => [name, String(value)]), policy }
}

const headersFor = (https: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", HOLE],
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
