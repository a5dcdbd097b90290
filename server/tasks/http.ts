import { Router, text, type ErrorRequestHandler } from 'express'
import type { Front } from '#server/platform/http/front.ts'
import { callerAt, FORM, formOf, PREFIXES, refuse, toldOf } from '#server/platform/http/plain.ts'
import type { Portal } from '#server/platform/portal.ts'
import { readForm } from '#server/platform/read-form.ts'
import { moveTaskForm } from './forms.ts'
import { moveTask } from './move-task.ts'

/** Where a board moves a card, below `PREFIXES`; without script a task is moved on its own page. */
const MOVE = '/tasks/:id/move'

/** Takes moves from boards: nothing of the page's framework is in their way, and no page is made again for them. */
export function taskRoutes(portal: Portal, front: Front): Router {
  const router = Router()
  for (const prefix of PREFIXES)
    router.post(prefix + MOVE, text({ type: FORM, limit: '10kb' }), (req, res, next) => {
      const done = async () => {
        const caller = await callerAt(portal, front, req, res)
        const form = formOf(req.body)
        form.set('taskId', req.params.id ?? '')
        await moveTask(caller, readForm(moveTaskForm, form))
      }
      done().then(() => void res.setHeader('Cache-Control', 'no-store').json({ done: 'move' }), next)
    })
  router.use(refusing)
  return router
}

const refusing: ErrorRequestHandler = (error: unknown, req, res, _next) => refuse(res, error, toldOf(error, req))
