import { Server } from '@tus/server'
import type { Request, Response } from 'express'
import type { Caller } from '#server/platform/caller.ts'
import { refusalOf } from '#server/platform/http/plain.ts'
import { beginUpload } from './begin-upload.ts'
import { finishUpload } from './finish-upload.ts'
import type { FileLimits } from './limits.ts'
import { discard } from './multipart.ts'
import { openUpload } from './open-upload.ts'
import { PartialStore } from './partial-store.ts'
import type { Target } from './room.ts'
import { stillAllowed } from './still-allowed.ts'
import { Turns } from './turns.ts'

/** A sender who sends nothing for so long has gone. Ms. */
const SILENCE = 60_000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const turns = new Turns()

/** Whether a request speaks the tus protocol (https://tus.io/protocols/resumable-upload, 1.0.0). */
export const isResumable = (req: Request): boolean => req.headers['tus-resumable'] !== undefined

interface Passing {
  req: Request
  res: Response
  caller: Caller
  limits: FileLimits
}

/** Begins an upload to `target`, announced in the headers; answers where it goes on. `base`: the caller's part of the portal. */
export async function begin({ req, res, caller, limits }: Passing, target: Target, base: string): Promise<void> {
  const nobody = new AbortController().signal
  await speak({ req, res }, new PartialStore(caller.portal, nobody), {
    namingFunction: (_request, metadata) =>
      beginUpload(
        caller,
        target,
        {
          name: metadata?.filename ?? '',
          declared: metadata?.filetype ?? '',
          size: Number(req.headers['upload-length']),
          sentId: UUID.test(metadata?.with ?? '') ? (metadata?.with ?? null) : null,
        },
        limits,
      ),
    generateUrl: (_request, { id }) => `${base}/uploads/${id}`,
  })
}

/**
 * Says how much has come (HEAD), takes more (PATCH) or gives the upload up (DELETE). The right is asked before, after every change of
 * rule while bytes come, and when they are stored. Errors before an answer is begun: those of `openUpload`.
 */
export async function goOn({ req, res, caller, limits }: Passing): Promise<void> {
  const upload = await openUpload(caller, req.params.id ?? '')
  const watch = stillAllowed(caller, () => openUpload(caller, upload.id))
  req.setTimeout(SILENCE, () => req.destroy())
  try {
    await speak({ req, res }, new PartialStore(caller.portal, watch.signal), {
      getFileIdFromRequest: () => upload.id,
      onUploadFinish: async () => {
        watch.stop()
        const { attachmentId } = await finishUpload(caller, upload, limits)
        return { headers: { 'Portico-Attachment': attachmentId } }
      },
    })
  } finally {
    watch.stop()
  }
}

type Hooks = Partial<ConstructorParameters<typeof Server>[0]>

/** One request of the protocol. Refusals of ours are told as everywhere; those of the protocol in its own words. */
async function speak({ req, res }: Pick<Passing, 'req' | 'res'>, datastore: PartialStore, hooks: Hooks): Promise<void> {
  const server = new Server({
    path: '/uploads',
    datastore,
    locker: turns,
    // Who takes over waits for what is being written, not for what may still come. Ms; 0 would be taken for none.
    lockDrainTimeout: 1,
    disableTerminationForFinishedUploads: true,
    // Pages of this origin only; the check of origins stands before this.
    allowedOrigins: () => false,
    ...hooks,
    onResponseError: (_request, error) => {
      if (!(error instanceof Error) || 'status_code' in error) return undefined
      const told = refusalOf(error, req)
      return { status_code: told.refused.status, body: JSON.stringify(told) }
    },
  })
  res.setHeader('Cache-Control', 'no-store')
  await server.handle(req, res)
  if (!req.complete) {
    // Its reader has let go of it, not of its events.
    req.removeAllListeners('data')
    discard(req)
  }
}
