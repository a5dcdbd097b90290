import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'
import { ownIn, restore, standIn, textOf } from './own-values.ts'
import { JSON_TYPE, packJson, WORTH_IT, type Parcel } from './parcel.ts'
import { cutJson, type Cut } from './spliced.ts'

/** Bytes of all that is kept. */
const MOST = 6_000_000
const kept = new LRUCache<string, Cut>({ maxSize: MOST, sizeCalculation: ({ bytes }) => bytes })
/** Asked for once lately. Most answers never are again, and are not kept. */
const seen = new LRUCache<string, true>({ max: 1000 })

/** `packJson` of what was found for this very answer; what was compressed of exactly the same a moment ago is not compressed again. */
export function packFound(found: unknown, message: IncomingMessage): Promise<Parcel> {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return packJson(found, message)
  const data = found as Record<string, unknown>
  const own = ownIn(data)
  const text = textOf(data, own)
  if (text.length < WORTH_IT) return packJson(found, message)
  const key = hash('sha256', text, 'base64')
  const cut = kept.get(key) ?? (seen.has(key) ? made() : null)
  if (cut) {
    kept.set(key, cut)
    return cut.filled(own, '', message, [['content-type', JSON_TYPE]])
  }
  seen.set(key, true)
  return packJson(found, message)

  function made(): Cut | null {
    const names = standIn(own)
    try {
      return cutJson(JSON.stringify(data), names)
    } finally {
      restore(own)
    }
  }
}
