import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler } from 'express'
import { pino } from 'pino'
import { openDatabase } from '#db/database.ts'
import { application } from '#server/platform/http/application.ts'
import { makeFront } from '#server/platform/http/front.ts'
import { jobHandlers } from '#server/platform/job-handlers.ts'
import { startJobs } from '#server/platform/jobs.ts'
import type { Portal } from '#server/platform/portal.ts'
import { localDoorbell } from '#server/streams/doorbell.ts'
import { castDatabase } from '#tools/test-db.ts'
import { buildOf, type TestRoute } from './test-build.ts'

interface Options {
  /** Routes by their paths; without any, only what the server itself answers. */
  routes?: Record<string, TestRoute>
  publicUrl?: string
  trustedProxies?: string[]
  /** Does the portal's jobs: mails are sent to this server, or kept with null. */
  mail?: { url: string | null }
}

/** A portal with the cast, on a database and an HTTP server of its own. Everything in it is real but the pages' looks. */
export async function testPortal({ routes = {}, publicUrl, trustedProxies = [], mail }: Options = {}) {
  const kept = await castDatabase()
  const database = await openDatabase(kept.url, { connections: 30 })
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const here = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const lines: string[] = []
  const portal: Portal = {
    nodeId: randomUUID(),
    database,
    doorbell: localDoorbell(),
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    dataFolder: '',
    publicUrl: publicUrl ?? here,
    sendsMail: Boolean(mail?.url),
  }
  const nothing: RequestHandler = (_req, _res, next) => next()
  const build: ServerBuild = buildOf(routes)
  const front = makeFront({ publicUrl: publicUrl ?? null, trustedProxies })
  server.on(
    'request',
    application(portal, front, {
      mode: 'production',
      build: () => Promise.resolve(build),
      assets: nothing,
      close: () => Promise.resolve(),
    }),
  )
  const jobs =
    mail && (await startJobs(portal, jobHandlers({ url: mail.url, from: 'Portico <portal@northlight.example>' })))
  return {
    portal,
    db: database.db,
    people: kept.people,
    url: here,
    /** What the portal has logged, line by line. */
    lines,
    server,
    /** Asks as a browser on our own pages does: with our origin, without following. */
    ask: (path: string, { cookie, ...init }: RequestInit & { cookie?: string } = {}) =>
      fetch(here + path, {
        redirect: 'manual',
        ...init,
        headers: {
          origin: publicUrl ?? here,
          ...(cookie ? { cookie } : {}),
          ...(init.headers as Record<string, string> | undefined),
        },
      }),
    async close() {
      await jobs?.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await database.close()
      await kept.close()
    },
  }
}

export type TestPortal = Awaited<ReturnType<typeof testPortal>>

/** A form as a browser posts it. */
export const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
})

/** The cookies that an answer sets, as a browser would send them back. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ')
