import busboy from 'busboy'
import type { IncomingMessage } from 'node:http'
import { refuseFile } from './inspect.ts'
import { Cut, type Incoming } from './receive.ts'

/** A sender who sends nothing for so long has gone. Ms. */
const SILENCE = 60_000
/** What a refused sender may still send, unread, so that the refusal reaches them; afterwards the connection is cut. */
const UNREAD = { bytes: 256 * 1024 * 1024, ms: 30_000 }

/** A request whose body is being read, piece by piece. */
export interface Upload {
  /** The file of the form, as soon as its part begins. */
  file: Promise<Incoming>
  /** Fires when the sender has gone. */
  gone: AbortSignal
}

/** Opens a `multipart/form-data` body with one file in it. Errors of `file`: `Invalid`, `Cut`. */
export function openForm(message: IncomingMessage): Upload {
  const gone = new AbortController()
  const first = Promise.withResolvers<Incoming>()
  first.promise.catch(() => undefined)
  const cut = () => {
    gone.abort(new Cut('The sender has gone'))
    first.reject(gone.signal.reason as Cut)
  }
  message.once('close', () => {
    if (!message.complete) cut()
  })
  message.once('error', cut)
  message.setTimeout(SILENCE, cut)
  let form: busboy.Busboy
  try {
    form = busboy({
      headers: message.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 2, fieldSize: 1000, parts: 4, headerPairs: 20 },
    })
  } catch {
    first.reject(refuseFile('file_missing'))
    return { file: first.promise, gone: gone.signal }
  }
  form.on('file', (_field, bytes, { filename, mimeType }: busboy.FileInfo & { filename?: string }) => {
    // Heard of by whoever reads it; without this an end before that would be nobody's, and end the process.
    bytes.on('error', () => undefined)
    if (filename) first.resolve({ name: filename, declared: mimeType, bytes })
    else {
      bytes.resume()
      first.reject(refuseFile('file_missing'))
    }
  })
  form.once('error', cut)
  form.once('close', () => first.reject(refuseFile('file_missing')))
  message.pipe(form)
  return { file: first.promise, gone: gone.signal }
}

/** Lets the rest of a refused body pass unread, within bounds: a browser reads no answer while its own sending fails. */
export function discard(message: IncomingMessage): void {
  message.unpipe()
  if (message.complete || message.destroyed) return
  let left = UNREAD.bytes
  const end = setTimeout(() => message.destroy(), UNREAD.ms)
  message.once('close', () => clearTimeout(end))
  message.on('data', (piece: Buffer) => {
    left -= piece.length
    if (left < 0) message.destroy()
  })
  message.resume()
}
