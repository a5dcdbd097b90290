import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { EntryView } from '#server/feed/views.ts'
import { useLine } from '../frame/line-state.ts'
import type { Sending } from '../live/outgoing.ts'
import { outgoingOf, type Place } from './kept.ts'

const NONE: readonly Sending[] = []

/** What is on its way from here and not among the entries yet. Its echo settles it, by the sender's own id. */
export function useOutgoing({ userId, grant, stream }: Place, entries: readonly EntryView[]) {
  const queue = useMemo(
    () => (typeof window === 'undefined' ? null : outgoingOf({ userId, grant, stream })),
    [userId, grant, stream],
  )
  const all = useSyncExternalStore(queue?.subscribe ?? never, queue?.all ?? none, none)
  const line = useLine()
  useEffect(() => {
    if (line === 'live') void queue?.flush()
  }, [line, queue])
  const echoed = new Set(entries.filter(({ author }) => author.id === userId).map(({ sentId }) => sentId))
  const settled = all.filter(({ sentId }) => echoed.has(sentId)).map(({ sentId }) => sentId)
  const names = settled.join(' ')
  useEffect(() => {
    if (names) queue?.settle(names.split(' '))
  }, [names, queue])
  return { queue, sending: all.filter(({ sentId }) => !echoed.has(sentId)) }
}

const none = () => NONE
const never = () => () => undefined
