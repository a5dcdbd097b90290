import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const SOONEST = 2000
const LATEST = 30_000

/** How long to wait for the next look, so long after the first: at once often, then more and more seldom. Ms. */
export const waitFor = (since: number): number => Math.min(LATEST, Math.max(SOONEST, since / 4))

/**
 * Where no line reaches a page, it asks again now and then while it is looked at, and whenever somebody comes back to it: what was opened again
 * shows by itself [F1].
 */
export function useLookAgain(on: boolean): void {
  const { revalidate } = useRevalidator()
  const again = useRef(revalidate)
  useEffect(() => {
    again.current = revalidate
  })
  useEffect(() => {
    if (!on) return
    let begun = performance.now()
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(look, waitFor(performance.now() - begun))
    }
    const look = () => {
      if (document.visibilityState === 'visible') again.current()
      wait()
    }
    const back = () => {
      clearTimeout(timer)
      begun = performance.now()
      look()
    }
    wait()
    document.addEventListener('visibilitychange', back)
    window.addEventListener('focus', back)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', back)
      window.removeEventListener('focus', back)
    }
  }, [on])
}
