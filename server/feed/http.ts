import { Router, text, type ErrorRequestHandler, type Request, type RequestHandler } from 'express'
import { NotFound } from '#server/platform/errors.ts'
import type { Front } from '#server/platform/http/front.ts'
import { answered, callerAt, FORM, formOf, PREFIXES, refuse, tell, toldOf } from '#server/platform/http/plain.ts'
import type { Portal } from '#server/platform/portal.ts'
import { feedAction } from './feed-action.ts'
import { feedData } from './feed-data.ts'
import { feedSubject } from './subject.ts'

/** Where a feed is asked for by script, and its forms are sent, below `PREFIXES`; without script they go to the page they stand on. */
const FEED = '/feed/:kind/:id'
/** The longest text anybody may write, as a form encodes it, with room to spare. */
const MOST = '2mb'

/** Gives feeds as data, and takes their forms: what is asked and done most of all, so nothing of the page's framework is in its way. */
export function feedRoutes(portal: Portal, front: Front): Router {
  const router = Router()
  const take: RequestHandler = (req, res, next) => {
    const body: unknown = req.body
    const done = async () => {
      const caller = await callerAt(portal, front, req, res)
      const subject = feedSubject(req.params.kind, req.params.id)
      return feedAction(caller, subject, formOf(body))
    }
    done().then((answer) => answered(res, answer), next)
  }
  const give: RequestHandler = (req, res, next) => {
    const done = async () => {
      const caller = await callerAt(portal, front, req, res)
      await tell(portal, req, res, () => feedData(caller, feedSubject(req.params.kind, req.params.id), queryOf(req)))
    }
    done().catch(next)
  }
  for (const prefix of PREFIXES) {
    router.get(prefix + FEED, give)
    router.post(prefix + FEED, text({ type: FORM, limit: MOST }), take)
  }
  router.use(refusing)
  return router
}

/** What the address asks. Errors: `NotFound`, for a NUL, which no text can hold. */
function queryOf(req: Request): URLSearchParams {
  if (req.url.includes('%00')) throw new NotFound()
  return new URL(req.url, 'http://portal').searchParams
}

const refusing: ErrorRequestHandler = (error: unknown, req, res, _next) => refuse(res, error, toldOf(error, req))
