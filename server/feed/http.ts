import type { IncomingMessage, ServerResponse } from 'node:http'
import { NotFound } from '#server/platform/errors.ts'
import { fail } from '#server/platform/http/failures.ts'
import type { Front } from '#server/platform/http/front.ts'
import { answered, callerAt, formSent, refuse, tell, toldOf } from '#server/platform/http/plain.ts'
import type { Portal } from '#server/platform/portal.ts'
import { feedAction } from './feed-action.ts'
import { feedData } from './feed-data.ts'
import { feedSubject } from './subject.ts'

/** Where a feed is asked for by script, and its forms are sent, below `PREFIXES`; without script they go to the page they stand on. */
const FEED = /^\/(?:s|g\/(?<grant>[^/?]+))\/feed\/(?<kind>[^/?]+)\/(?<id>[^/?]+)(?:\?|$)/
/** Bytes of the longest text anybody may write, as a form encodes it, with room to spare. */
const MOST = 2 * 1024 * 1024

/** Answers a request, whatever becomes of it. */
type Answer = (req: IncomingMessage, res: ServerResponse) => void

/**
 * Gives feeds as data, and takes their forms: what is asked and done most of all, so neither the pages' framework nor the router of all other
 * addresses is in its way. Answers null for what is no feed's.
 */
export function feedDoor(portal: Portal, front: Front): (req: IncomingMessage) => Answer | null {
  return ({ method, url = '/' }) => {
    const gives = method === 'GET' || method === 'HEAD'
    if (!gives && method !== 'POST') return null
    const { groups } = FEED.exec(url) ?? {}
    if (!groups) return null
    const { grant, kind, id } = groups
    const give = async (req: IncomingMessage, res: ServerResponse) => {
      const caller = await callerAt(portal, front, req, res, grant)
      await tell(portal, req, res, () => feedData(caller, feedSubject(kind, id), queryOf(url)))
    }
    const take = async (req: IncomingMessage, res: ServerResponse) => {
      const form = await formSent(req, MOST)
      const caller = await callerAt(portal, front, req, res, grant)
      answered(res, await feedAction(caller, feedSubject(kind, id), form))
    }
    const serve = gives ? give : take
    return (req, res) => {
      serve(req, res).catch((error: unknown) =>
        res.headersSent ? fail(error, req, res) : refuse(res, error, toldOf(error, req)),
      )
    }
  }
}

/** What the address asks. Errors: `NotFound`, for a NUL, which no text can hold. */
function queryOf(url: string): URLSearchParams {
  if (url.includes('%00')) throw new NotFound()
  return new URL(url, 'http://portal').searchParams
}
