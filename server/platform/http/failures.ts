import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
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
export function fail(error: unknown, req: IncomingMessage, res: ServerResponse): void {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500
  if (isAway(error)) return sendNotice(res, 'away')
  // The gate could not be passed in time: nothing has left, and nobody made a mistake.
  if (error instanceof TryLater) return sendNotice(res, 'busy')
  if (res.headersSent || typeof status !== 'number' || status < 400 || status >= 500)
    return sendNotice(res, 'failed', noted(error, addressOf(req)))
  res.statusCode = status
  res.setHeader('Content-Type', 'text/plain; charset=utf-8')
  res.end(status === 404 ? 'Not found' : 'Bad request')
}

/** What was asked, as a log may hold it: without its query. */
export const addressOf = ({ method = '', url = '/' }: IncomingMessage): string =>
  `${method} ${withoutTokens(url.split('?', 1)[0] ?? url)}`

/** No log holds a token [S21]. */
export const withoutTokens = (path: string) => path.replace(/^\/(activate|reset)\/[^/]+/, '/$1/…')
