import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound, Shut, SignInNeeded, TooLarge, TooMany, TryLater } from '#server/platform/errors.ts'
import type { Front } from '#server/platform/http/front.ts'
import { sendNotice } from '#server/platform/http/notices.ts'
import { callerAt, PREFIXES, refuse, toldOf } from '#server/platform/http/plain.ts'
import type { Portal } from '#server/platform/portal.ts'
import { downloadFile } from './download-file.ts'
import { fileLimits, MB, type FileLimits } from './limits.ts'
import { discard, openUpload } from './multipart.ts'
import { Cut } from './receive.ts'
import type { Target } from './room.ts'
import { uploadFile } from './upload-file.ts'

/** Every address at which files come and go, below `/g/:grant` and `/s`. They stream, so they are no pages. */
export const FILE_ROUTES = {
  attachToTask: '/tasks/:id/files',
  attachToContract: '/contracts/:id/files',
  attachToConversation: '/conversations/:id/files',
  attachToProject: '/projects/:id/files',
  attachToNote: '/notes/:id/files',
  replace: '/files/:id/versions',
  download: '/files/:id',
} as const

/** So many files one person may send at once. */
const AT_ONCE = 4
/** What a form is longer than the file in it. */
const AROUND = 16 * 1024

/** Takes uploads and gives downloads. */
export function fileRoutes(portal: Portal, front: Front, limits: FileLimits = fileLimits): Router {
  const router = Router()
  const sending = new Map<string, number>()
  const upload =
    (targetOf: (id: string) => Target): RequestHandler =>
    (req, res) =>
      answering(req, res, async () => {
        const caller = await callerAt(portal, front, req, res)
        const now = sending.get(caller.userId) ?? 0
        if (now >= AT_ONCE) throw new TooMany('uploads_many', 5)
        sending.set(caller.userId, now + 1)
        try {
          await takeUpload(caller, targetOf(req.params.id ?? ''), req, res, limits)
        } finally {
          const rest = (sending.get(caller.userId) ?? 1) - 1
          if (rest > 0) sending.set(caller.userId, rest)
          else sending.delete(caller.userId)
        }
      })
  for (const prefix of PREFIXES) {
    router.post(
      prefix + FILE_ROUTES.attachToTask,
      upload((id) => ({ to: { kind: 'task', id } })),
    )
    router.post(
      prefix + FILE_ROUTES.attachToContract,
      upload((id) => ({ to: { kind: 'contract', id } })),
    )
    router.post(
      prefix + FILE_ROUTES.attachToConversation,
      upload((id) => ({ to: { kind: 'conversation', id } })),
    )
    router.post(
      prefix + FILE_ROUTES.attachToProject,
      upload((id) => ({ to: { kind: 'project', id } })),
    )
    router.post(
      prefix + FILE_ROUTES.attachToNote,
      upload((id) => ({ to: { kind: 'note', id } })),
    )
    router.post(
      prefix + FILE_ROUTES.replace,
      upload((id) => ({ replace: id })),
    )
    router.get(prefix + FILE_ROUTES.download, download(portal, front))
  }
  return router
}

async function takeUpload(
  caller: Caller,
  target: Target,
  req: Request,
  res: Response,
  limits: FileLimits,
): Promise<void> {
  if (Number(req.headers['content-length'] ?? 0) > limits.size + AROUND)
    throw new TooLarge('file_too_large', { mb: Math.floor(limits.size / MB) })
  const { file, gone } = openUpload(req)
  const answer = await uploadFile(caller, target, await file, { gone, limits })
  if (asksForJson(req)) res.status(201).json(answer)
  else res.redirect(303, `${backTo(req)}#files`)
}

const download =
  (portal: Portal, front: Front): RequestHandler =>
  async (req, res, next) => {
    try {
      const version = typeof req.query.v === 'string' && /^\d{1,6}$/.test(req.query.v) ? Number(req.query.v) : null
      await downloadFile(
        await callerAt(portal, front, req, res),
        {
          attachmentId: req.params.id ?? '',
          version,
          inline: req.query.show === '1',
          range: req.headers.range ?? null,
          ifRange: typeof req.headers['if-range'] === 'string' ? req.headers['if-range'] : null,
          head: req.method === 'HEAD',
        },
        res,
      )
    } catch (error) {
      // Hidden and never been are one answer: that of an address which is none [S3]. What is shut is told by the home page.
      if (error instanceof NotFound) next()
      else if (error instanceof Shut) res.redirect(303, `/g/${req.params.grant ?? ''}`)
      else if (error instanceof SignInNeeded) res.redirect(303, `/sign-in?to=${encodeURIComponent(req.originalUrl)}`)
      else if (error instanceof TryLater) sendNotice(res, 'busy')
      else next(error)
    }
  }

/** Tells a refusal: to a script as data, to a form without script on the page it came from. */
async function answering(req: Request, res: Response, take: () => Promise<void>): Promise<void> {
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

const asksForJson = (req: Request) => req.headers.accept?.includes('application/json') ?? false

/** The page of what the file is for; for a new version, the page it was sent from. */
function backTo(req: Request): string {
  // A note has no page of its own: it stands on its account's.
  const record = /^(\/(?:g\/[^/]+|s)\/(?:tasks|contracts|conversations|projects)\/[^/]+)\/files$/.exec(req.path)?.[1]
  if (record?.includes('/projects/')) return `${record}/attachments`
  return record ?? URL.parse(req.headers.referer ?? '')?.pathname ?? '/'
}
