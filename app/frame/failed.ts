import { isRouteErrorResponse } from '@remix-run/react'
import type { Words } from '#server/platform/errors.ts'

/** Why a page is not shown. */
export interface Failed {
  status: number
  words: Words
  /** The whole portal is closed to this person. */
  shut?: true
}

/** What a route threw, as the page that tells it. A fault nobody named tells nothing about the inside. */
export function failedFrom(thrown: unknown): Failed {
  if (!isRouteErrorResponse(thrown)) return { status: 500, words: { key: 'failed' } }
  const { status } = thrown
  const data: unknown = thrown.data
  if (typeof data === 'object' && data !== null && 'words' in data && isWords(data.words))
    return { status, words: data.words, ...('shut' in data && data.shut === true ? { shut: true } : {}) }
  return { status, words: { key: status === 404 ? 'not_found' : status === 403 ? 'not_allowed' : 'failed' } }
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string'
