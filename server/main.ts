import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '#db/database.ts'
import { attachRealtime } from '#realtime/attach.ts'
import { recognise } from './auth/sessions.ts'
import './feed/render-entries.ts'
import './files/render-attachments.ts'
import { keepPartials } from './files/sweep-partials.ts'
import './projects/render-updates.ts'
import type { MailOptions } from './mail/transport.ts'
import { log } from './platform/log.ts'
import { application } from './platform/http/application.ts'
import { builtPages } from './platform/http/built-pages.ts'
import { makeFront } from './platform/http/front.ts'
import { livePages } from './platform/http/live-pages.ts'
import { jobHandlers } from './platform/job-handlers.ts'
import { startJobs } from './platform/jobs.ts'
import { sendNotice } from './platform/http/notices.ts'
import type { Portal } from './platform/portal.ts'
import { localDoorbell } from './streams/doorbell.ts'
import { keepRealm } from './streams/keep-realm.ts'

export interface PortalOptions {
  databaseUrl: string
  connections?: number
  redisUrl?: string | null
  /** Absolute path of what is kept outside the database. */
  dataFolder: string
  host: string
  /** 0 picks a free one. */
  port: number
  /** PORTAL_URL; without it, the address that is listened on. */
  publicUrl?: string | null
  trustedProxies?: readonly string[]
  /** MAIL_URL and MAIL_FROM; without a mail server mails are kept in the outbox. */
  mail?: MailOptions
  /** Compile pages as they are asked for (`npm run dev`). */
  development?: boolean
  /** Where `npm run build` put the pages. */
  buildFolder?: string
}

export interface RunningPortal {
  url: string
  server: Server
  portal: Portal
  /** Lets what is under way finish, then closes. Safe to call twice. */
  stop(): Promise<void>
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** How long answers under way may take once the portal is asked to stop. Ms. */
const GRACE = 5000
/** How long one request may take to come in: a large file over a slow line. A sender who falls silent is let go much earlier. Ms. */
const SLOWEST = 30 * 60_000

/** Joins everything into one running node. The database is there and migrated; the portal serves when this returns. */
export async function startPortal(options: PortalOptions): Promise<RunningPortal> {
  const {
    host,
    port,
    publicUrl = null,
    trustedProxies = [],
    mail = { url: null, from: 'Portico <portal@localhost>' },
  } = options
  const server = createServer((_req, res) => sendNotice(res, 'starting'))
  server.requestTimeout = SLOWEST
  await listening(server, host, port)
  const closing: (() => Promise<void>)[] = []
  let left: Promise<void> | null = null
  /** Nobody new comes in; settles when those inside have their answers. */
  const leave = () => (left ??= closed(server))
  const stop = async () => {
    void leave()
    for (const close of closing.reverse()) await close()
    await leave()
  }
  try {
    const database = await openDatabase(options.databaseUrl, {
      ...(options.connections ? { connections: options.connections } : {}),
      onLost: (error) => log.warn({ err: error }, 'a database connection was lost'),
    })
    closing.push(async () => {
      await leave()
      await database.close()
    })
    const pages = options.development
      ? await livePages(ROOT, server)
      : await builtPages(options.buildFolder ?? `${ROOT}build`)
    closing.push(pages.close)
    const portal: Portal = {
      nodeId: randomUUID(),
      database,
      doorbell: options.redisUrl ? await doorbellAt(options.redisUrl) : localDoorbell(),
      log,
      dataFolder: options.dataFolder,
      publicUrl: publicUrl ?? addressOf(server, host),
      sendsMail: mail.url !== null,
    }
    closing.push(() => portal.doorbell.close())
    closing.push(await keepRealm(portal))
    closing.push(keepPartials(portal))
    const jobs = await startJobs(portal, jobHandlers(mail))
    closing.push(jobs.stop)
    const front = makeFront({ publicUrl, trustedProxies })
    server.removeAllListeners('request').on('request', application(portal, front, pages))
    const live = attachRealtime(portal, server, {
      callerOf: async (request) => (await recognise(portal, request.headers.cookie ?? '', front.ipOf(request))).caller,
      isOwn: (request) => front.isOwn(request),
    })
    closing.push(live.close)
    let stopping: Promise<void> | null = null
    return { url: portal.publicUrl, server, portal, stop: () => (stopping ??= stop()) }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Loaded only where there are several nodes: its driver is large. */
const doorbellAt = async (url: string) => (await import('#realtime/redis-doorbell.ts')).redisDoorbell(url, log)

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${String(port)}`
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), GRACE)
    server.close(() => {
      clearTimeout(hurry)
      resolve()
    })
    server.closeIdleConnections()
  })
}
