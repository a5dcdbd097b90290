import { useEffect, useRef, type RefObject } from 'react'
import type { FeedState } from '../live/apply-feed.ts'
import { postForm } from '../live/post-form.ts'
import { saysNothing } from './entries.ts'

/** How long the newest entry is in view before it counts as read. Ms. */
const LOOKED = 700
/** After so long it is told again, where nobody could hear it. Ms. */
const AGAIN = 3000

/** What stands in a window behind another, or beside the one that is worked in, was not looked at yet. */
const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

/**
 * Tells the server up to where one has read: while the page is looked at and its end is in view, that of the feed or of older entries; where nobody said
 * anything new, wherever it stands: a task that was opened is not new any more.
 */
export function useReading(
  feed: Pick<FeedState, 'entries' | 'readUpTo' | 'streams' | 'me' | 'more'>,
  address: string,
  atEnd: RefObject<boolean>,
  inView: boolean,
) {
  const told = useRef({ all: 0, team: 0 })
  const reached = (stream: string | null) =>
    stream === null
      ? 0
      : feed.entries.reduce((most, entry) => (entry.stream === stream ? Math.max(most, entry.seq) : most), 0)
  const news = (stream: string | null) =>
    stream !== null && reached(stream) > (feed.readUpTo[stream] ?? 0) ? reached(stream) : 0
  const all = news(feed.streams.all)
  const team = news(feed.streams.team)
  const silent = saysNothing(feed)
  useEffect(() => {
    if (!(inView || silent) || (all <= told.current.all && team <= told.current.team)) return
    let timer = setTimeout(() => tell(), LOOKED)
    let left = false
    const tell = () => {
      if (!isLookedAt() || !(atEnd.current || silent)) return
      void postForm(fetch, address, { intent: 'mark-read', all: String(all), team: String(team) }).then(({ state }) => {
        if (state !== 'later')
          told.current = { all: Math.max(all, told.current.all), team: Math.max(team, told.current.team) }
        else if (!left) timer = setTimeout(tell, AGAIN)
      })
    }
    document.addEventListener('visibilitychange', tell)
    window.addEventListener('focus', tell)
    return () => {
      left = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tell)
      window.removeEventListener('focus', tell)
    }
  }, [address, all, team, inView, silent, atEnd])
}
