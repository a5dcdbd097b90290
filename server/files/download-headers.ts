import { create as disposition } from 'content-disposition'
import { isPicture } from './kinds.ts'

/** A download as it was asked for. */
export interface Asked {
  attachmentId: string
  /** An earlier version [D5]; null for the newest. */
  version: number | null
  /** To be shown in the page; only pictures are. */
  inline: boolean
  /** The `Range` header, and `If-Range` beside it. */
  range: string | null
  ifRange: string | null
  /** Headers only. */
  head: boolean
}

interface Content {
  hash: string
  name: string
  mediaType: string
  size: number
}

/** The bytes to send, both ends included. */
interface Part {
  start: number
  end: number
  whole: boolean
}

const tagOf = ({ hash }: Content) => `"${hash}"`

/** What part is asked for; null when there is no such part. Several parts at once are answered with the whole, as RFC 9110 allows. */
export function rangeIn({ range, ifRange }: Asked, content: Content): Part | null {
  const whole = { start: 0, end: content.size - 1, whole: true }
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if ((from === '' && to === '') || (ifRange !== null && ifRange !== tagOf(content))) return whole
  const start = from === '' ? Math.max(0, content.size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? content.size - 1 : Math.min(Number(to), content.size - 1)
  return start > end || start >= content.size ? null : { start, end, whole: false }
}

/**
 * Saved, not opened; never guessed at; and should a browser open it all the same, it is in a sandbox with nothing in it [S29].
 * Shown in the page: pictures, which cannot run anything.
 */
export function downloadHeaders({ inline }: Asked, content: Content, part: Part): Record<string, string | number> {
  const type = inline && isPicture(content.mediaType) ? 'inline' : 'attachment'
  return {
    'Content-Type': content.mediaType.startsWith('text/') ? `${content.mediaType}; charset=utf-8` : content.mediaType,
    'Content-Disposition': disposition(content.name, { type }),
    'Content-Length': part.end - part.start + 1,
    'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    'Accept-Ranges': 'bytes',
    ETag: tagOf(content),
    ...(part.whole ? {} : { 'Content-Range': `bytes ${part.start}-${part.end}/${content.size}` }),
  }
}
