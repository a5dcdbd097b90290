import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Front } from './front.ts'

declare module 'node:http' {
  interface ServerResponse {
    /** This answer's nonce: the only inline scripts that run are the framework's own, which carry it [S23]. */
    nonce?: string
    /** Where the live line of the page goes: the portal's own origin, as a WebSocket's. */
    liveOrigin?: string
  }
}

/** Every answer's security headers [S23]. */
export function securityHeaders(front: Front): RequestHandler {
  // Made once each: to make them costs more than to send them.
  const [overHttps, plain] = [headersFor(true), headersFor(false)]
  return (req, res, next) => {
    res.nonce = randomBytes(16).toString('base64url')
    const origin = front.originOf(req)
    res.liveOrigin = origin.replace(/^http/, 'ws')
    const set = origin.startsWith('https:') ? overHttps : plain
    set(req, res, next)
  }
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
