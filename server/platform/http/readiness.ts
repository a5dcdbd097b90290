import type { RequestHandler, Response } from 'express'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { counters } from '../counters.ts'
import type { Portal } from '../portal.ts'
import type { Front } from './front.ts'
import type { Layer } from './layer.ts'

/** Whether this node can serve: its database answers. */
export function health(portal: Portal): RequestHandler {
  const say = (res: Response, answers: boolean) =>
    void res
      .status(answers ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .type('text/plain')
      .send(answers ? 'ok' : 'no database')
  return (_req, res) => {
    portal.database.pool.query('select 1').then(
      () => say(res, true),
      () => say(res, false),
    )
  }
}

/** Counts and times of this node, for Prometheus. */
export function makeMetrics(): { timing: Layer; page: (front: Front) => RequestHandler } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'portico_http_seconds',
    help: 'Time until an answer was handed over.',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1, 3],
    registers: [registry],
  })
  // Each is looked up once: there are few, and every answer is timed.
  const known = new Map<string, Histogram.Internal<'method' | 'status'>>()
  const of = (method: string, status: string) => {
    const key = `${method} ${status}`
    const one = known.get(key) ?? seconds.labels({ method, status })
    known.set(key, one)
    return one
  }
  return {
    timing(req, res, next) {
      const from = performance.now()
      res.once('close', () => of(req.method ?? '', String(res.statusCode)).observe((performance.now() - from) / 1000))
      next()
    },
    // Numbers of a node tell when people work: they are for the machine's own operator.
    page: (front) => (req, res, next) => {
      if (!front.isLoopback(req)) return next()
      Registry.merge([registry, counters])
        .metrics()
        .then((numbers) => res.set('Cache-Control', 'no-store').type(registry.contentType).send(numbers), next)
    },
  }
}
