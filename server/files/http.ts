import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound, Shut, SignInNeeded, TooLarge, TooMany, TryLater } from '#server/platform/errors.ts'
import type { Front } from '#server/platform/http/front.ts'
import { sendNotice } from '#server/platform/http/notices.ts'
import { callerAt, PREFIXES, tell } from '#server/platform/http/plain.ts'
import { look } from '#server/platform/look.ts'
import type { Portal } from '#server/platform/portal.ts'
import { answering, asksForJson, backTo } from './answering.ts'
import { downloadFile } from './download-file.ts'
import { listVersions } from './list-versions.ts'
import { fileLimits, MB, type FileLimits } from './limits.ts'
import { openForm } from './multipart.ts'
import { begin, goOn, isResumable } from './resumable.ts'
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
  upload: '/uploads/:id',
} as const

/** So many files one person may send at once. */
const AT_ONCE = 4
/** What a form is longer than the file in it. */
const AROUND = 16 * 1024

/** Takes uploads and gives downloads. */
export function fileRoutes(portal: Portal, front: Front, limits: FileLimits = fileLimits): Router {
  const router = Router()
  const sending = new Map<string, number>()
  const taking =
    (take: (caller: Caller, req: Request, res: Response) => Promise<void>): RequestHandler =>
    (req, res) =>
      answering(req, res, async () => {
        const caller = await callerAt(portal, front, req, res, req.params.grant)
        const now = sending.get(caller.userId) ?? 0
        if (now >= AT_ONCE) throw new TooMany('uploads_many', 5)
        sending.set(caller.userId, now + 1)
        try {
          await take(caller, req, res)
        } finally {
          const rest = (sending.get(caller.userId) ?? 1) - 1
          if (rest > 0) sending.set(caller.userId, rest)
          else sending.delete(caller.userId)
        }
      })
  const upload = (targetOf: (id: string) => Target) =>
    taking((caller, req, res) => {
      const target = targetOf(req.params.id ?? '')
      if (!isResumable(req)) return takeUpload(caller, target, req, res, limits)
      return begin({ caller, req, res, limits }, target, baseOf(req))
    })
  const going = taking((caller, req, res) => goOn({ caller, req, res, limits }))
  for (const prefix of PREFIXES) {
    for (const method of ['head', 'patch', 'delete'] as const) router[method](prefix + FILE_ROUTES.upload, going)
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
    router.get(prefix + FILE_ROUTES.replace, versions(portal, front))
    router.get(prefix + FILE_ROUTES.download, download(portal, front))
  }
  return router
}

const versions =
  (portal: Portal, front: Front): RequestHandler =>
  (req, res, next) => {
    // Who looks at them without script gets a page.
    if (req.headers.accept?.includes('text/html')) return next()
    return answering(req, res, async () => {
      const caller = await callerAt(portal, front, req, res, req.params.grant)
      await tell(portal, req, res, () => look(caller, (here) => listVersions(here, req.params.id ?? '')))
    })
  }

/** The caller's own part of the portal. */
const baseOf = (req: Request) => (req.params.grant ? `/g/${req.params.grant}` : '/s')

async function takeUpload(
  caller: Caller,
  target: Target,
  req: Request,
  res: Response,
  limits: FileLimits,
): Promise<void> {
  if (Number(req.headers['content-length'] ?? 0) > limits.size + AROUND)
    throw new TooLarge('file_too_large', { mb: Math.floor(limits.size / MB) })
  const { file, gone } = openForm(req)
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
        await callerAt(portal, front, req, res, req.params.grant),
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
