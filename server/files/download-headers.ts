import { create as disposition } from 'content-disposition'
import { previewOf } from './kinds.ts'

/** A download as it was asked for. */
export interface Asked {
  attachmentId: string
  /** An earlier version [D5]; null for the newest. */
  version: number | null
  /** To be shown in the page; only pictures and PDF are. */
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

/** In a sandbox with nothing in it, should a browser open it all the same. */
const SEALED = "sandbox; default-src 'none'; frame-ancestors 'none'"
/** The browser's own reader of PDF stays outside in a sandbox; it runs apart from the page, which alone may frame it. */
const READER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/**
 * Saved, not opened; never guessed at [S29]. Shown in the page are pictures, which cannot run anything, and PDF, which the browser's reader
 * shows without the page's origin. What it is was found in its bytes when it came [S28].
 */
export function downloadHeaders({ inline }: Asked, content: Content, part: Part): Record<string, string | number> {
  const preview = inline ? previewOf(content.mediaType) : null
  return {
    'Content-Type': content.mediaType.startsWith('text/') ? `${content.mediaType}; charset=utf-8` : content.mediaType,
    'Content-Disposition': disposition(content.name, { type: preview ? 'inline' : 'attachment' }),
    'Content-Length': part.end - part.start + 1,
    'Content-Security-Policy': preview === 'pdf' ? READER : SEALED,
    'X-Frame-Options': preview === 'pdf' ? 'SAMEORIGIN' : 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    'Accept-Ranges': 'bytes',
    ETag: tagOf(content),
    ...(part.whole ? {} : { 'Content-Range': `bytes ${part.start}-${part.end}/${content.size}` }),
  }
}
