import { LRUCache } from 'lru-cache'
import type { Caller } from '#server/platform/caller.ts'
import type { Portal } from '#server/platform/portal.ts'
import type { Viewer } from './viewer.ts'

/** Sessions at once on one node, and how long a viewer is kept, ms: so that its clock is never far off. The clock is read each time: a timer costs more. */
const KEPT = { max: 10_000, ttl: 60_000, ttlResolution: 0 }

type Kept = LRUCache<string, { viewer: Viewer; at: number }>

const held = new WeakMap<Portal, Kept>()
/** As what object a viewer was read whose clock was put forward since. */
const read = new WeakMap<Viewer, Viewer>()
const keyOf = ({ sessionId, userId, grantId }: Caller) => `${sessionId} ${userId} ${grantId ?? ''}`

/** Keeps a viewer that was just read, for statements that are done only if its version still stands. */
export function remember(caller: Caller, viewer: Viewer): void {
  const kept: Kept = held.get(caller.portal) ?? new LRUCache(KEPT)
  held.set(caller.portal, kept)
  kept.set(keyOf(caller), { viewer, at: performance.now() })
}

/**
 * The viewer as last read on this node, its clock put forward; null when there is none. Whoever uses it must find, under the gate,
 * that its policy's version is the one of now and `validUntil` not over: then nothing that bears on it has changed, because whatever
 * changes a rule moves the version.
 */
export function remembered(caller: Caller): Viewer | null {
  const found = held.get(caller.portal)?.get(keyOf(caller))
  if (!found) return null
  const passed = performance.now() - found.at
  const later = (date: Date) => new Date(date.getTime() + passed)
  const { viewer } = found
  const current = {
    ...viewer,
    now: later(viewer.now),
    grant: viewer.grant && { ...viewer.grant, horizon: viewer.grant.horizon && later(viewer.grant.horizon) },
  }
  read.set(current, viewer)
  return current
}

/** The object to keep under what holds for a remembered viewer until it is read again; null for one that was read just now. */
export const heldFor = (viewer: Viewer): Viewer | null => read.get(viewer) ?? null
