import { useEffect, useRef, type RefObject } from 'react'
import type { FeedState } from '../live/apply-feed.ts'
import { postForm } from '../live/post-form.ts'

/** How long the newest entry is in view before it counts as read. Ms. */
const LOOKED = 700

/** Tells the server up to where one has read: while the page is looked at and the end of the feed is in view. */
export function useReading(
  feed: Pick<FeedState, 'entries' | 'readUpTo' | 'streams' | 'past'>,
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
  useEffect(() => {
    if (feed.past || !inView || (all <= told.current.all && team <= told.current.team)) return
    const tell = () => {
      if (document.visibilityState === 'hidden' || !atEnd.current) return
      told.current = { all: Math.max(all, told.current.all), team: Math.max(team, told.current.team) }
      void postForm(fetch, address, { intent: 'mark-read', all: String(all), team: String(team) })
    }
    const timer = setTimeout(tell, LOOKED)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [address, all, team, inView, atEnd, feed.past])
}
