import { useEffect } from 'react'
import { useRevalidate } from '../ui/use-revalidate.ts'

const SOONEST = 2000
const LATEST = 30_000

/** How long to wait for the next look, so long after the first: at once often, then more and more seldom, where nothing can be done but wait. Ms. */
export const soon = (since: number): number => Math.min(LATEST, Math.max(SOONEST, since / 4))

/** The same where the page is of use meanwhile. */
export const seldom = (): number => LATEST

/** Who comes back makes the window visible and gives it the focus: that is one coming back. Ms. */
const AT_ONCE = 1000

/**
 * What the line does not tell a page, or where none reaches it, it asks for now and then while it is looked at, and whenever somebody comes back
 * to it [F1].
 */
export function useLookAgain(on: boolean, waitFor: (since: number) => number): void {
  const revalidate = useRevalidate()
  useEffect(() => {
    if (!on) return
    let begun = performance.now()
    let looked = begun
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(look, waitFor(performance.now() - begun))
    }
    const look = () => {
      if (document.visibilityState === 'visible' && performance.now() - looked > AT_ONCE) {
        looked = performance.now()
        revalidate()
      }
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
  }, [on, waitFor, revalidate])
}
