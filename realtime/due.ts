import { POLICY } from '#server/streams/doorbell.ts'
import type { Rooms } from './rooms.ts'

/** Ends the names that ring when somebody comes, goes or types. */
export const HERE = '#here'

/** What a pass shall look at. */
export interface Due {
  streams: Set<string>
  here: Set<string>
  /** Everything, and say that this node lives. */
  all: boolean
}

export const nothingDue = (all = false): Due => ({ streams: new Set(), here: new Set(), all })

/** Makes due what another pass should have looked at. */
export function addDue(due: Due, other: Due): void {
  for (const stream of other.streams) due.streams.add(stream)
  for (const stream of other.here) due.here.add(stream)
  due.all ||= other.all
}

/** Makes due what rang; false when nobody of this node is concerned. */
export function hear(due: Due, rooms: Rooms, names: readonly string[]): boolean {
  let mine = false
  for (const name of names) {
    const stream = name.endsWith(HERE) ? name.slice(0, -HERE.length) : name
    if (name !== POLICY && !rooms.has(stream)) continue
    mine = true
    if (name !== POLICY) (name === stream ? due.streams : due.here).add(stream)
  }
  return mine
}
