import type { ServerResponse } from 'node:http'

/**
 * Pages for when the application cannot speak: no script, no style sheet, nothing about the inside [S33].
 * English only, because what holds the other languages may be what is broken.
 */
const NOTICES = {
  foreign_origin: {
    status: 403,
    title: 'This request did not come from the portal',
    text: 'For your safety it was refused, and nothing was changed. Open the portal in a new tab and try again from there.',
  },
  malformed: {
    status: 400,
    title: 'This address does not make sense',
    text: 'Please check it, or go to the start of the portal.',
  },
  failed: {
    status: 500,
    title: 'Something went wrong on our side',
    text: 'It was noted and nothing was half-done. Please try again; if it goes on, tell the administrator this reference:',
  },
  away: {
    status: 503,
    title: 'The portal is away for a moment',
    text: 'It cannot reach its data right now. What was saved is safe.',
  },
  busy: {
    status: 503,
    title: 'Rules are changing right now',
    text: 'The page could not be shown under one rule.',
  },
  starting: {
    status: 503,
    title: 'The portal is starting',
    text: 'It will be there in a moment.',
  },
} as const

export type NoticeKind = keyof typeof NOTICES

/** Answers with a short plain page. `reference` finds the whole story in the log. */
export function sendNotice(res: ServerResponse, kind: NoticeKind, reference?: string): void {
  if (res.headersSent) {
    res.destroy()
    return
  }
  const { status, title, text } = NOTICES[kind]
  const soon = status === 503 ? (kind === 'away' ? '5' : '1') : null
  const again = soon && res.req.method === 'GET' ? ' This page tries again by itself.' : ' Please try again.'
  const body = Buffer.from(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta name="color-scheme" content="light dark"><title>${title}</title>` +
      `<body style="font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem">` +
      `<h1 style="font-size:1.4rem">${title}</h1><p>${text}${soon ? again : ''}</p>${reference ? `<p><code>${reference}</code></p>` : ''}</body></html>`,
  )
  res.statusCode = status
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Content-Length', body.byteLength)
  res.setHeader('Cache-Control', 'no-store')
  if (soon) res.setHeader('Retry-After', soon)
  // What was sent with a form would be lost.
  if (soon && res.req.method === 'GET') res.setHeader('Refresh', soon)
  res.end(res.req.method === 'HEAD' ? undefined : body)
}
