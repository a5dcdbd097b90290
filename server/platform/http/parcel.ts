import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'

const asBrotli = promisify(brotliCompress)
const asGzip = promisify(gzip)
const TEXT = /^(text\/|application\/(json|javascript|manifest\+json|xml)|image\/svg)/
/** Bytes from which on an answer is compressed. */
export const WORTH_IT = 1024
export const JSON_TYPE = 'application/json; charset=utf-8'
const AT_ONCE = 256 * 1024
const GZIP = { level: 3 }

/** A whole answer, compressed and ready: nothing is left to do when the gate is held but to let it go. */
export interface Parcel {
  status: number
  headers: [string, string | string[]][]
  body: Buffer
}

/** Renders `response` to the end and compresses it as the browser likes. */
export async function pack(response: Response, message: IncomingMessage): Promise<Parcel> {
  const body = Buffer.from(await response.arrayBuffer())
  const headers: Parcel['headers'] = []
  for (const [name, value] of response.headers) if (name !== 'set-cookie') headers.push([name, value])
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers.push(['set-cookie', cookies])
  const { status } = response
  return response.headers.has('content-encoding')
    ? { status, headers, body }
    : compressed({ status, headers, body }, response.headers.get('content-type') ?? '', message)
}

/** The same of a value, as JSON. */
export function packJson(value: unknown, message: IncomingMessage, status = 200): Promise<Parcel> {
  return compressed(
    { status, headers: [['content-type', JSON_TYPE]], body: Buffer.from(JSON.stringify(value)) },
    JSON_TYPE,
    message,
  )
}

/** Compresses a body of `type` as the browser likes. */
export async function compressed(
  { status, headers, body }: Parcel,
  type: string,
  message: IncomingMessage,
): Promise<Parcel> {
  const encoding = body.byteLength < WORTH_IT || !TEXT.test(type) ? null : encodingFor(message)
  if (!encoding) return { status, headers, body }
  headers.push(['content-encoding', encoding], ['vary', 'Accept-Encoding'])
  return { status, headers, body: await encode(encoding, body) }
}

/** Lets the parcel go in this very tick. Protected or not, no cache keeps it. */
export function send(res: ServerResponse, { status, headers, body }: Parcel): void {
  res.statusCode = status
  // A prolonged session's cookie may be set already; one more joins it.
  for (const [name, value] of headers) {
    if (name === 'set-cookie') res.appendHeader(name, value)
    else res.setHeader(name, value)
  }
  res.setHeader('Cache-Control', 'no-store')
  if (status !== 204 && status !== 304) res.setHeader('Content-Length', body.byteLength)
  res.end(res.req.method === 'HEAD' ? undefined : body)
}

type Encoding = 'br' | 'gzip'

const acceptedBy = (message: IncomingMessage) =>
  (message.headers['accept-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0])

export const readsGzip = (message: IncomingMessage): boolean => acceptedBy(message).includes('gzip')

function encodingFor(message: IncomingMessage): Encoding | null {
  const accepted = acceptedBy(message)
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
}

/** Compressed here and now; what would keep others waiting for more than a millisecond is given to another thread, which costs more. */
async function encode(encoding: Encoding, body: Buffer): Promise<Buffer> {
  const size = body.byteLength
  if (encoding === 'gzip') return size > AT_ONCE ? asGzip(body, GZIP) : gzipSync(body, GZIP)
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: size } }
  return size > AT_ONCE ? asBrotli(body, options) : brotliCompressSync(body, options)
}
