import type { IncomingMessage, ServerResponse } from 'node:http'
import rawBody from 'raw-body'
import { recognise } from '#server/auth/sessions.ts'
import type { Caller } from '../caller.ts'
import { Invalid, NotFound, PortalError, SignInNeeded, TooMany, TryLater, type Words } from '../errors.ts'
import type { Portal } from '../portal.ts'
import { isAway } from './away.ts'
import { addressOf, noted as logged } from './failures.ts'
import type { Front } from './front.ts'
import { handOver, noted } from './hand-over.ts'
import { packFound } from './kept-json.ts'
import { JSON_TYPE, packJson, send } from './parcel.ts'

/** Where every address of a person's own begins: with the grant in use, or for staff. Answers that are no pages have routes below both. */
export const PREFIXES = ['/g/:grant', '/s'] as const

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Who asks at one of `PREFIXES`, from the cookie; `grant` is the one in use, as the address names it. Errors: `SignInNeeded`, `NotFound`. */
export async function callerAt(
  portal: Portal,
  front: Front,
  req: IncomingMessage,
  res: ServerResponse,
  grant: string | undefined,
): Promise<Caller> {
  const { caller, cookie } = await recognise(portal, req.headers.cookie ?? '', front.ipOf(req))
  if (cookie) res.appendHeader('Set-Cookie', cookie)
  if (!caller) throw new SignInNeeded()
  return { ...caller, grantId: grantIn(grant) }
}

/** The staff's addresses name no grant; one that is no id is nobody's. */
function grantIn(grant: string | undefined): string | null {
  if (grant === undefined) return null
  if (!UUID.test(grant)) throw new NotFound()
  return grant
}

interface Told {
  status: number
  words: Words
  fields: Record<string, Words>
}

/** What an error tells whoever sent the request; one nobody expected is noted whole, and only its reference told [S33]. */
export function toldOf(error: unknown, req: IncomingMessage): Told {
  if (error instanceof Invalid) {
    const { '': whole, ...fields } = error.fields
    return { status: error.status, words: whole ?? error.words, fields }
  }
  if (error instanceof PortalError) return { status: error.status, words: error.words, fields: {} }
  if (isAway(error)) return { status: 503, words: { key: 'away' }, fields: {} }
  if (isOfTheParser(error))
    return { status: error.status, words: { key: error.status === 413 ? 'too_large' : 'not_right' }, fields: {} }
  const reference = logged(error, addressOf(req))
  return { status: 500, words: { key: 'failed', values: { reference } }, fields: {} }
}

/** A body that could not be read: too long, cut, of another encoding than it says. */
const isOfTheParser = (error: unknown): error is { status: number } =>
  error instanceof Error && 'expose' in error && 'status' in error && Number(error.status) < 500

/** Tells a refusal as data. */
export function refuse(res: ServerResponse, error: unknown, told: Told): void {
  if (error instanceof TooMany) res.setHeader('Retry-After', error.retryAfterSeconds)
  res.statusCode = told.status
  answered(res, refusal(told))
}

const refusal = ({ status, words, fields }: Told) => ({ refused: { status, words, fields, typed: {} } })

/** A refusal as data, for an answer that others write; what is wrong with a file is said of the whole. */
export function refusalOf(error: unknown, req: IncomingMessage): ReturnType<typeof refusal> {
  const told = toldOf(error, req)
  return refusal({ ...told, words: told.fields.file ?? told.words })
}

/** Answers with data that is the sender's own. */
export function answered(res: ServerResponse, data: unknown): void {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Type', JSON_TYPE)
  res.end(JSON.stringify(data))
}

/** What a form of a page is sent as. */
const FORM = /^application\/x-www-form-urlencoded *(;|$)/i

/**
 * The fields of a form that was sent as the body, of so many bytes at most. No text can hold a NUL: the database refuses it. Errors: `Invalid`, and
 * those of the parser.
 */
export async function formSent(req: IncomingMessage, most: number): Promise<URLSearchParams> {
  const { 'content-type': type = '', 'content-encoding': encoding, 'content-length': length } = req.headers
  if (!FORM.test(type) || encoding !== undefined) throw new Invalid({ '': 'not_right' })
  const bytes = await rawBody(req, { length, limit: most }).catch((error: unknown) => {
    // What is left of it is not read, and must not stand before the next request.
    req.resume()
    throw error
  })
  const body = bytes.toString()
  if (body.includes('%00') || body.includes('\0')) throw new Invalid({ '': 'no_control_characters' })
  return new URLSearchParams(body)
}

/** After so many rules changed while one answer was made, whoever asked is told to come back. */
const ROUNDS = 6

/**
 * Answers with what `find` finds, as JSON; a refusal of its as well. Made, compared under the gate and handed over like a page. Errors:
 * `TryLater`.
 */
export async function tell(
  portal: Portal,
  req: IncomingMessage,
  res: ServerResponse,
  find: () => Promise<unknown>,
): Promise<void> {
  const make = () =>
    find().then(
      (found) => packFound(found, req),
      (error: unknown) => {
        const told = toldOf(error, req)
        return packJson(refusal(told), req, told.status)
      },
    )
  for (let round = 0; round < ROUNDS; round++) {
    const { made, under } = await noted(make, round > 0)
    if (res.destroyed || (await handOver(portal, under, () => send(res, made)))) return
  }
  throw new TryLater()
}
