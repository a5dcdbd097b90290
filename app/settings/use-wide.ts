import { useSyncExternalStore } from 'react'

/** The width from which a panel has room beside a table: `--breakpoint-lg`. */
const WIDE = '(min-width: 1180px)'

const subscribe = (changed: () => void) => {
  const query = matchMedia(WIDE)
  query.addEventListener('change', changed)
  return () => {
    query.removeEventListener('change', changed)
  }
}

/** Whether there is room beside a table; not before the page's scripts run. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => false,
  )
