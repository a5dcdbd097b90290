import { Invalid, TooLarge } from '../errors.ts'

/** The longest text anybody may write, as a form encodes it, with room to spare. Files come through routes that stream. */
const MOST = 2 * 1024 * 1024
const NUL = /%00|\\u0000|\0/
const NEVER_ECHOED = /password|token|code/i

/** The body whole, or `TooLarge` as soon as it is. */
export async function bufferedBody(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST) throw new TooLarge('too_large')
  const chunks: Uint8Array[] = []
  let size = 0
  for (const reader = request.body?.getReader(); reader;) {
    const { value: chunk, done } = await reader.read()
    if (done) break
    size += chunk.byteLength
    if (size > MOST) throw new TooLarge('too_large')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/** The request with its body read, as a form where it says nothing else. Errors: `Invalid` for a body that is not what it says. */
export async function readable(request: Request, body: Uint8Array<ArrayBuffer>): Promise<Request> {
  const headers = new Headers(request.headers)
  if (!headers.has('content-type') && body.byteLength === 0)
    headers.set('content-type', 'application/x-www-form-urlencoded')
  const type = headers.get('content-type') ?? ''
  if (!/^(application\/(x-www-form-urlencoded|json)|multipart\/form-data)\b/i.test(type))
    throw new Invalid({ '': 'not_right' })
  // No text can hold a NUL: the database refuses it.
  if (NUL.test(new TextDecoder('latin1').decode(body))) throw new Invalid({ '': 'no_control_characters' })
  if (/^multipart/i.test(type)) await new Response(body, { headers: { 'content-type': type } }).formData().catch(refuse)
  return new Request(request, { body, headers })
}

function refuse(): never {
  throw new Invalid({ '': 'not_right' })
}

/** What was typed into the form of a refused action; passwords, codes and files are never sent back. */
export async function typedIn(
  body: Uint8Array<ArrayBuffer> | null,
  request: Request,
): Promise<Record<string, string | string[]>> {
  const type = request.headers.get('content-type') ?? ''
  if (!body || !type.includes('form')) return {}
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => new FormData())
  const typed: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (NEVER_ECHOED.test(name)) continue
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    const [only, ...rest] = values
    if (only !== undefined) typed[name] = rest.length === 0 ? only : values
  }
  return typed
}
