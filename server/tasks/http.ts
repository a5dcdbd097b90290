import { Router, type ErrorRequestHandler } from 'express'
import type { Front } from '#server/platform/http/front.ts'
import { answered, callerAt, formSent, PREFIXES, refuse, toldOf } from '#server/platform/http/plain.ts'
import type { Portal } from '#server/platform/portal.ts'
import { readForm } from '#server/platform/read-form.ts'
import { moveTaskForm } from './forms.ts'
import { moveTask } from './move-task.ts'

/** Where a board moves a card, below `PREFIXES`; without script a task is moved on its own page. */
const MOVE = '/tasks/:id/move'
/** Bytes of such a form, with room to spare. */
const MOST = 10 * 1024

/** Takes moves from boards: nothing of the page's framework is in their way, and no page is made again for them. */
export function taskRoutes(portal: Portal, front: Front): Router {
  const router = Router()
  for (const prefix of PREFIXES)
    router.post(prefix + MOVE, (req, res, next) => {
      const done = async () => {
        const form = await formSent(req, MOST)
        const caller = await callerAt(portal, front, req, res, req.params.grant)
        form.set('taskId', req.params.id ?? '')
        await moveTask(caller, readForm(moveTaskForm, form))
      }
      done().then(() => answered(res, { done: 'move' }), next)
    })
  router.use(refusing)
  return router
}

const refusing: ErrorRequestHandler = (error: unknown, req, res, _next) => refuse(res, error, toldOf(error, req))
