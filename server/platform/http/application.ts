import express, { type Express } from 'express'
import type { ServerBuild } from '@remix-run/node'
import { feedRoutes } from '#server/feed/http.ts'
import { fileRoutes } from '#server/files/http.ts'
import { taskRoutes } from '#server/tasks/http.ts'
import type { Portal } from '../portal.ts'
import { failures } from './failures.ts'
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
export function application(portal: Portal, front: Front, { mode, build, assets: scripts }: Pages): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  const metrics = makeMetrics()
  app.get('/healthz', health(portal))
  app.get('/metrics', metrics.page(front))
  app.use(securityHeaders(front))
  app.use(originCheck(front))
  app.use(scripts)
  app.use(metrics.timing)
  // What is asked most of all goes first.
  app.use(feedRoutes(portal, front))
  app.use(fileRoutes(portal, front))
  app.use(taskRoutes(portal, front))
  app.all('*', pages({ portal, front, build, mode }))
  app.use(failures)
  return app
}
