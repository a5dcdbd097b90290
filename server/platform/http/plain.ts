import type { Request, Response } from 'express'
import { recognise } from '#server/auth/sessions.ts'
import type { Caller } from '../caller.ts'
import { Invalid, NotFound, PortalError, SignInNeeded, TooMany, TryLater, type Words } from '../errors.ts'
import type { Portal } from '../portal.ts'
import { isAway } from './away.ts'
import { noted as logged, withoutTokens } from './failures.ts'
import type { Front } from './front.ts'
import { handOver, noted } from './hand-over.ts'
import { packFound } from './kept-json.ts'
import { JSON_TYPE, packJson, send } from './parcel.ts'

/** Where every address of a person's own begins: with the grant in use, or for staff. Answers that are no pages have routes below both. */
export const PREFIXES = ['/g/:grant', '/s'] as const

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Who asks at one of `PREFIXES`, from the cookie; the grant in use is in the address. Errors: `SignInNeeded`, `NotFound`. */
export async function callerAt(portal: Portal, front: Front, req: Request, res: Response): Promise<Caller> {
  const { caller, cookie } = await recognise(portal, req.headers.cookie ?? '', front.ipOf(req))
  if (cookie) res.appendHeader('Set-Cookie', cookie)
  if (!caller) throw new SignInNeeded()
  return { ...caller, grantId: grantIn(req.params.grant) }
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
export function toldOf(error: unknown, req: Request): Told {
  if (error instanceof Invalid) {
    const { '': whole, ...fields } = error.fields
    return { status: error.status, words: whole ?? error.words, fields }
  }
  if (error instanceof PortalError) return { status: error.status, words: error.words, fields: {} }
  if (isAway(error)) return { status: 503, words: { key: 'away' }, fields: {} }
  if (isOfTheParser(error))
    return { status: error.status, words: { key: error.status === 413 ? 'too_large' : 'not_right' }, fields: {} }
  const reference = logged(error, `${req.method} ${withoutTokens(req.path)}`)
  return { status: 500, words: { key: 'failed', values: { reference } }, fields: {} }
}

/** A body that Express could not read: too long, cut, of another encoding than it says. */
const isOfTheParser = (error: unknown): error is { status: number } =>
  error instanceof Error && 'expose' in error && 'status' in error && Number(error.status) < 500

/** Tells a refusal as data. */
export function refuse(res: Response, error: unknown, told: Told): void {
  if (error instanceof TooMany) res.setHeader('Retry-After', error.retryAfterSeconds)
  res.setHeader('Cache-Control', 'no-store')
  res.status(told.status).json(refusal(told))
}

const refusal = ({ status, words, fields }: Told) => ({ refused: { status, words, fields, typed: {} } })

/** A refusal as data, for an answer that others write; what is wrong with a file is said of the whole. */
export function refusalOf(error: unknown, req: Request): ReturnType<typeof refusal> {
  const told = toldOf(error, req)
  return refusal({ ...told, words: told.fields.file ?? told.words })
}

/** Answers with data that is the sender's own. */
export function answered(res: Response, data: unknown): void {
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Type', JSON_TYPE)
  res.end(JSON.stringify(data))
}

/** What a form of a page is sent as. */
export const FORM = 'application/x-www-form-urlencoded'

/** The fields of a body that was read as text. No text can hold a NUL: the database refuses it. Errors: `Invalid`. */
export function formOf(body: unknown): URLSearchParams {
  if (typeof body !== 'string') throw new Invalid({ '': 'not_right' })
  if (body.includes('%00') || body.includes('\0')) throw new Invalid({ '': 'no_control_characters' })
  return new URLSearchParams(body)
}

/** After so many rules changed while one answer was made, whoever asked is told to come back. */
const ROUNDS = 6

/**
 * Answers with what `find` finds, as JSON; a refusal of its as well. Made, compared under the gate and handed over like a page. Errors:
 * `TryLater`.
 */
export async function tell(portal: Portal, req: Request, res: Response, find: () => Promise<unknown>): Promise<void> {
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
