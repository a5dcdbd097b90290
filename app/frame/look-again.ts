import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'

const EVERY = 30_000

/** Where the line does not tell a page all that it shows, it asks again now and then while it is looked at, and shows by itself what is new [F1]. */
export function useLookAgain(on: boolean): void {
  const { revalidate } = useRevalidator()
  const again = useRef(revalidate)
  useEffect(() => {
    again.current = revalidate
  })
  useEffect(() => {
    if (!on) return
    const look = () => {
      if (document.visibilityState === 'visible') again.current()
    }
    const timer = setInterval(look, EVERY)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [on])
}
