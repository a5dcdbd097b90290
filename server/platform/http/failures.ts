import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler } from 'express'
import { TryLater } from '../errors.ts'
import { log } from '../log.ts'
import { isAway } from './away.ts'
import { sendNotice } from './notices.ts'

/** Notes an error nobody expected, whole, and returns the reference that finds it: all the outside gets to know [S33]. */
export function noted(error: unknown, where: string): string {
  const reference = randomUUID().slice(0, 8)
  log.error({ err: error, reference, where }, 'failed')
  return reference
}

/** The last resort: fails closed. */
export const failures: ErrorRequestHandler = (error: unknown, req, res, _next) => {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
  if (isAway(error)) return sendNotice(res, 'away')
  // The gate could not be passed in time: nothing has left, and nobody made a mistake.
  if (error instanceof TryLater) return sendNotice(res, 'busy')
  if (status === 404) {
    res.status(404).type('text/plain').send('Not found')
    return
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    res.status(status).type('text/plain').send('Bad request')
    return
  }
  sendNotice(res, 'failed', noted(error, `${req.method} ${withoutTokens(req.path)}`))
}

/** No log holds a token [S21]. */
export const withoutTokens = (path: string) => path.replace(/^\/(activate|reset)\/[^/]+/, '/$1/…')
