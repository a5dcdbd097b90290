import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** A statement asked so often by this process is kept parsed and planned by the connections that ask it. */
const OFTEN = 50
/** So many of them at most: each connection holds its own, some 100 kB for the longest. */
const MOST = 120

const names = new Map<string, string>()
const often = new Set<string>()
const asked = new LRUCache<string, number>({ max: 500 })

/** The name under which each connection keeps a statement parsed; the same text has the same name on every node. */
export function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = `once_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  names.set(text, name)
  return name
}

/** The same for a statement that is asked all the time; none for the others, of which there is no end. */
export function nameIfOften(text: string): string | undefined {
  if (often.has(text)) return nameOf(text)
  if (often.size >= MOST) return undefined
  const times = (asked.get(text) ?? 0) + 1
  asked.set(text, times)
  if (times < OFTEN) return undefined
  often.add(text)
  asked.delete(text)
  return nameOf(text)
}
