import { useLocation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { Hit } from '#server/search/hits.ts'
import type { Offer } from '#server/search/offers.ts'
import type { Group } from '#server/search/search.ts'
import { useBase, useFrame } from '../frame/frame-context.ts'
import { recentOf } from './recent.ts'

/** Typing so long without a pause asks nothing. Ms. */
const PAUSE = 120

interface Found {
  groups: Group[]
  recent: Hit[]
  begin: Offer[]
  /** What was typed when this was asked for. */
  typed: string
  failed: boolean
}

const NOTHING: Found = { groups: [], recent: [], begin: [], typed: '', failed: false }

/** What is found for what is typed; asked for again when the page around it is, so that it stays as true as that. Null until it is there. */
export function useFound(typed: string): Found | null {
  const base = useBase()
  const { frame } = useFrame()
  const { pathname } = useLocation()
  const [found, setFound] = useState<Found | null>(null)
  const words = typed.trim()
  useEffect(() => {
    const leaving = new AbortController()
    const query = new URLSearchParams()
    if (words) query.set('q', words)
    else {
      query.set('from', pathname.slice(base.length))
      for (const one of recentOf(frame)) query.append('at', one)
    }
    const ask = () =>
      fetch(`${base}/live/find?${query.toString()}`, { signal: leaving.signal })
        .then(async (answer) => {
          if (!answer.ok) throw new Error(answer.statusText)
          const told = (await answer.json()) as Partial<Found>
          if (!leaving.signal.aborted) setFound({ ...NOTHING, ...told, typed: words })
        })
        .catch(() => {
          if (!leaving.signal.aborted) setFound({ ...NOTHING, typed: words, failed: true })
        })
    const waiting = setTimeout(() => void ask(), words ? PAUSE : 0)
    return () => {
      clearTimeout(waiting)
      leaving.abort()
    }
  }, [words, base, frame, pathname])
  return found
}
