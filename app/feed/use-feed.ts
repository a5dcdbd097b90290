import { useState } from 'react'
import type { FeedPage } from '#server/feed/queries.ts'
import { useMinute } from '../frame/reach.ts'
import { applyFeed, applyPast, merge, type FeedState } from '../live/apply-feed.ts'
import { useLive } from '../live/use-live.ts'
import { absorb, youngEnough } from './entries.ts'

/** The feed as it is now: what was loaded, what came since, and the older pages one asked for. `address`: see `feedAddress`. */
export function useFeed(initial: FeedPage, address: string) {
  const apply = initial.past ? applyPast : applyFeed
  const state = useLive<FeedState>({ streams: initial.positions, initial, apply })
  const [held, setHeld] = useState({ state, entries: state.entries, more: state.more })
  if (held.state !== state) setHeld({ state, ...absorb(held, state) })

  const [older, setOlder] = useState<'idle' | 'loading' | 'failed'>('idle')
  const { more } = held
  /** `grows` is called when the older entries are there, just before they are shown. */
  const loadOlder = async (grows: () => void) => {
    if (more === null) return
    setOlder('loading')
    try {
      const answer = await fetch(`${address}?before=${encodeURIComponent(more)}`)
      if (!answer.ok) throw new Error(String(answer.status))
      const page = (await answer.json()) as FeedPage
      grows()
      setHeld((now) => ({ ...now, entries: merge(page.entries, now.entries), more: page.more }))
      setOlder('idle')
    } catch {
      setOlder('failed')
    }
  }

  const now = useMinute(initial.now)
  const entries = youngEnough(held.entries, initial.horizon, initial.now, now)
  return { ...state, entries, more, older, loadOlder }
}
