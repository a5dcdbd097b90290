import type { RequestListener } from 'node:http'
import express, { type ErrorRequestHandler } from 'express'
import type { ServerBuild } from '@remix-run/node'
import { feedDoor } from '#server/feed/http.ts'
import { fileRoutes } from '#server/files/http.ts'
import { projectRoutes } from '#server/projects/http.ts'
import { taskRoutes } from '#server/tasks/http.ts'
import type { Portal } from '../portal.ts'
import { fail } from './failures.ts'
import type { Front } from './front.ts'
import { securityHeaders } from './headers.ts'
import { originCheck } from './origin-check.ts'
import { pages } from './pages.ts'
import { health, makeMetrics } from './readiness.ts'

/** Where the routes come from: built files, or Vite while one is writing them. */
export interface Pages {
  mode: 'production' | 'development'
  build: () => Promise<ServerBuild>
  /** Serves scripts and styles. */
  assets: express.RequestHandler
  close: () => Promise<void>
}

/** Everything that HTTP knows, in the order in which a request meets it. */
export function application(portal: Portal, front: Front, { mode, build, assets: scripts }: Pages): RequestListener {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  const metrics = makeMetrics()
  app.get('/healthz', health(portal))
  app.get('/metrics', metrics.page(front))
  const headers = securityHeaders(front)
  const origin = originCheck(front)
  app.use(headers)
  app.use(origin)
  app.use(scripts)
  app.use(metrics.timing)
  app.use(fileRoutes(portal, front))
  app.use(taskRoutes(portal, front))
  app.use(projectRoutes(portal, front))
  app.all('*', pages({ portal, front, build, mode }))
  const failed: ErrorRequestHandler = (error, req, res, _next) => fail(error, req, res)
  app.use(failed)
  // What is asked most of all goes through what every answer must, and by nothing else.
  const feed = feedDoor(portal, front)
  return (req, res) => {
    const answer = feed(req)
    if (!answer) return void app(req, res)
    try {
      headers(req, res, () => origin(req, res, () => metrics.timing(req, res, () => answer(req, res))))
    } catch (error) {
      fail(error, req, res)
    }
  }
}
