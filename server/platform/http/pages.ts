import { createRequestHandler, type AppLoadContext, type ServerBuild } from '@remix-run/node'
import type { Request, RequestHandler, Response } from 'express'
import { recognise } from '#server/auth/sessions.ts'
import type { Portal } from '../portal.ts'
import { isAway } from './away.ts'
import { branchesOf } from './branches.ts'
import { requestOf } from './exchange.ts'
import type { Front } from './front.ts'
import { guarded } from './guard.ts'
import { handOver, noted } from './hand-over.ts'
import { makePage } from './kept-pages.ts'
import { sendNotice } from './notices.ts'
import { pack, send } from './parcel.ts'

/** After so many rules changed while one page was made, the reader is asked to come back. */
const ROUNDS = 6

export interface PagesOptions {
  portal: Portal
  front: Front
  /** The routes as built; in development, as they are right now. */
  build: () => Promise<ServerBuild>
  mode: 'production' | 'development'
}

/**
 * Every page, data and resource answer: rendered and compressed to the end, then handed over under the gate in the tick in which
 * the rule it was made under was found to be the rule of now; otherwise made again.
 */
export function pages({ portal, front, build, mode }: PagesOptions): RequestHandler {
  const handlers = new WeakMap<ServerBuild, ReturnType<typeof createRequestHandler>>()
  const branches = new WeakMap<ServerBuild, ReturnType<typeof branchesOf>>()
  const handlerOf = (routes: ServerBuild) => {
    const handler = handlers.get(routes) ?? createRequestHandler(routes, mode)
    handlers.set(routes, handler)
    return handler
  }
  const branchOf = (whole: ServerBuild, path: string) => {
    const branch = branches.get(whole) ?? branchesOf(whole)
    branches.set(whole, branch)
    return branch(path)
  }
  const answer = async (req: Request, res: Response) => {
    // No text can hold a NUL: the database refuses it.
    if (req.url.includes('%00')) return sendNotice(res, 'malformed')
    const byClient = /\.data(\?|$)/.test(req.url)
    const routes = guarded(await build())
    const handler = handlerOf(byClient ? branchOf(routes, req.path) : routes)
    const cookies = req.headers.cookie ?? ''
    const ip = front.ipOf(req)
    const { caller, cookie, unreachable } = await recognise(portal, cookies, ip).then(
      (known) => ({ ...known, unreachable: null }),
      (error: unknown) => {
        if (!byClient || req.method === 'GET' || !(error instanceof Error) || !isAway(error)) throw error
        return { caller: null, cookie: null, unreachable: error }
      },
    )
    if (cookie) res.appendHeader('Set-Cookie', cookie)
    const context: AppLoadContext = {
      portal,
      caller: caller && { ...caller, grantId: grantIn(req.url) },
      ip,
      userAgent: (req.headers['user-agent'] ?? '').slice(0, 200),
      cookies,
      nonce: byClient ? '' : res.letScriptsRun(),
      byClient,
      unreachable,
      ahead: null,
      remembered: null,
      away: false,
      retryAfter: null,
    }
    // While one is writing them, components change under the same data.
    const keeps = ({ method, url }: Request) =>
      mode === 'production' && method === 'GET' && !byClient && !url.includes('?')
    for (let round = 0; round < ROUNDS; round++) {
      const request = requestOf(req, res, front, round > 0)
      const make = async () =>
        keeps(req)
          ? makePage({ handler, routes, message: req }, request, context)
          : pack(await handler(request, context), req)
      const { made, under } = await noted(make, round > 0)
      if (res.destroyed) return
      if (context.away) return sendNotice(res, 'away')
      if (context.retryAfter !== null) res.setHeader('Retry-After', context.retryAfter)
      if (await handOver(portal, under, () => send(res, made))) return
    }
    sendNotice(res, 'busy')
  }
  return (req, res, next) => {
    answer(req, res).catch(next)
  }
}

/** The grant in use is part of the address, so two tabs may use two [A5]. */
const grantIn = (url: string) => /^\/g\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=[/?.]|$)/.exec(url)?.[1] ?? null
