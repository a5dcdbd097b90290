import { useSyncExternalStore } from 'react'

let said = ''
const listeners = new Set<() => void>()

/** Says something to those who listen rather than look: what arrived, what was saved. */
export function announce(words: string) {
  // The same words twice are news twice; readers skip a text that did not change.
  said = said === words ? `${words}\u00a0` : words
  for (const listener of listeners) listener()
}

/** Where announcements are spoken; once, in the frame. */
export function LiveRegion() {
  const words = useSyncExternalStore(
    subscribe,
    () => said,
    () => '',
  )
  return (
    <div aria-live="polite" className="sr-only">
      {words}
    </div>
  )
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
