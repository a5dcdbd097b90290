import type { Request, Response } from 'express'
import { SignInNeeded } from '#server/platform/errors.ts'
import { refuse, toldOf } from '#server/platform/http/plain.ts'
import { discard } from './multipart.ts'
import { Cut } from './receive.ts'

/** Tells a refusal: to a script as data, to a form without script on the page it came from. */
export async function answering(req: Request, res: Response, take: () => Promise<void>): Promise<void> {
  try {
    await take()
  } catch (error) {
    if (error instanceof Cut || res.destroyed) {
      res.destroy()
      return
    }
    const told = toldOf(error, req)
    const words = told.fields.file ?? told.words
    res.setHeader('Cache-Control', 'no-store')
    if (asksForJson(req)) refuse(res, error, { ...told, words })
    else if (error instanceof SignInNeeded) res.redirect(303, '/sign-in')
    else res.redirect(303, `${backTo(req)}?refused=${words.key}#files`)
    discard(req)
  }
}

export const asksForJson = (req: Request): boolean => req.headers.accept?.includes('application/json') ?? false

/** The page of what the file is for; for a new version, the page it was sent from. */
export function backTo(req: Request): string {
  // A note has no page of its own: it stands on its account's.
  const record = /^(\/(?:g\/[^/]+|s)\/(?:tasks|contracts|conversations|projects)\/[^/]+)\/files$/.exec(req.path)?.[1]
  if (record?.includes('/projects/')) return `${record}/attachments`
  return record ?? URL.parse(req.headers.referer ?? '')?.pathname ?? '/'
}
