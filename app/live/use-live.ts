import { useParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Positions } from '#server/streams/positions.ts'
import { lineOf } from './line.ts'
import { begin, hear, renew, type Apply, type Shown } from './snapshot.ts'
import { useRevalidate } from '../ui/use-revalidate.ts'

interface Live<State> {
  /** Where the snapshot stands, as the loader answered it. */
  streams: Positions
  /** The snapshot; a new one (another object) takes the place of what is shown. */
  initial: State
  /** Pure; keep it outside the component. */
  apply: Apply<State>
}

/** Keeps a loader's snapshot true: what happens on its streams is applied as it happens. */
export function useLive<State>({ streams, initial, apply }: Live<State>): State {
  const [taken, setTaken] = useState(initial)
  const [shown, setShown] = useState<Shown<State>>(() => begin(initial, streams))
  if (taken !== initial) {
    setTaken(initial)
    setShown(renew(shown, initial, streams, apply))
  }

  const { grant = null } = useParams()
  const revalidate = useRevalidate()
  const latest = useRef(shown)
  useEffect(() => {
    latest.current = shown
  })
  const names = Object.keys(streams).sort().join(' ')
  useEffect(() => {
    if (names === '') return
    const { positions } = latest.current
    return lineOf(grant).follow({
      positions: Object.fromEntries(names.split(' ').map((stream) => [stream, positions[stream] ?? 0])),
      hear: (chunk) => setShown((now) => hear(now, chunk, apply)),
      reset: revalidate,
    })
    // A new snapshot is followed from where it stands.
  }, [grant, names, taken, apply, revalidate])

  const { stale } = shown
  useEffect(() => {
    if (stale) revalidate()
  }, [stale, shown.positions, revalidate])
  return taken === initial ? shown.state : initial
}
