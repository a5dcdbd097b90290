import { Router, type ErrorRequestHandler } from 'express'
import type { Front } from '#server/platform/http/front.ts'
import { answered, callerAt, formSent, PREFIXES, refuse, toldOf } from '#server/platform/http/plain.ts'
import type { Portal } from '#server/platform/portal.ts'
import { readForm } from '#server/platform/read-form.ts'
import { readUpdatesForm } from './forms.ts'
import { readUpdates } from './read-updates.ts'

/** Where a project's overview tells, below `PREFIXES`, that its updates were read: by script alone, and no page is made again for it. */
const READ = '/projects/:id/read-updates'
/** Bytes of such a form, with room to spare. */
const MOST = 10 * 1024

export function projectRoutes(portal: Portal, front: Front): Router {
  const router = Router()
  for (const prefix of PREFIXES)
    router.post(prefix + READ, (req, res, next) => {
      const done = async () => {
        const form = await formSent(req, MOST)
        const caller = await callerAt(portal, front, req, res, req.params.grant)
        form.set('projectId', req.params.id ?? '')
        await readUpdates(caller, readForm(readUpdatesForm, form))
      }
      done().then(() => answered(res, { done: 'read' }), next)
    })
  router.use(refusing)
  return router
}

const refusing: ErrorRequestHandler = (error: unknown, req, res, _next) => refuse(res, error, toldOf(error, req))
