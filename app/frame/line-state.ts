import { useSyncExternalStore } from 'react'

/** Whether news arrives. `reconnecting` from the moment it is sure that it does not; `signed_out` when it will not again. */
export type Line = 'live' | 'reconnecting' | 'signed_out'

let line: Line = 'live'
const listeners = new Set<() => void>()

/** Told by the live client. */
export function setLine(now: Line) {
  if (now === line) return
  line = now
  for (const listener of listeners) listener()
}

export const useLine = () =>
  useSyncExternalStore(
    subscribe,
    () => line,
    (): Line => 'live',
  )

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
