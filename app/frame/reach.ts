import { useEffect, useState } from 'react'
import { useFrame } from './frame-context.ts'

const DAY = 24 * 60 * 60_000

/**
 * How far back this person sees [A7], and what of it is still within reach: asked of what a page shows, so that what ages out leaves it within a
 * minute. `days` is null without a limit.
 */
export function useReach(): { days: number | null; holds: (at: string) => boolean } {
  const { grant, now: made } = useFrame().frame
  const days = grant?.daysBack ?? null
  const now = useMinute(made)
  return { days, holds: (at) => isWithin(days, now, at) }
}

/** Whether something dated `at` (ISO) is no more than so many days of 24 hours before `now` (ms); null: whatever it is dated. */
export const isWithin = (days: number | null, now: number, at: string): boolean =>
  days === null || Date.parse(at) >= now - days * DAY

/** The server's clock, to the minute, as this device counts on from when the page was made. `made`: ISO or ms; answers ms. */
export function useMinute(made: string | number): number {
  const [passed, setPassed] = useState({ made, ms: 0 })
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => setPassed({ made, ms: performance.now() - from }), 30_000)
    return () => clearInterval(timer)
  }, [made])
  return new Date(made).getTime() + (passed.made === made ? passed.ms : 0)
}
