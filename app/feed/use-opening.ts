import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** The server paints nothing, and says so where it is asked to wait for it. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/** Older entries are asked for so many pixels before one gets to them. */
const AHEAD = 600

/**
 * Whether a feed opens where one goes on reading. `always` does not ask where the page stood; `from-top` leaves who was elsewhere on it: a
 * place one came back to, and what the stylesheet showed before this script came (`opens-here`).
 */
export type Opens = 'always' | 'from-top' | 'never'

/** What stays at the top of the window takes so much of it at most. Px. */
const TAKEN = 120
/** Rows get their own height a frame or two after they were shown. */
const FRAMES = 4
/** By these the reader moves, and is moved no more. */
const MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** A feed opens at its end; where the unread is too long to be seen from there, where that begins. An address that names a place has its own. */
export function useOpening(opens: Opens, end: RefObject<HTMLElement>): void {
  const opened = useRef(false)
  const go = () => {
    const { hash } = window.location
    // The router went there before the rows had their heights.
    if (hash.startsWith('#e-')) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' })
    if (opens === 'never' || hash.length > 1) return
    if (!opened.current && opens === 'from-top' && window.scrollY > 0) return
    opened.current = true
    end.current?.scrollIntoView({ block: 'end' })
    const unread = document.getElementById('unread')
    if (unread && unread.getBoundingClientRect().top < TAKEN) unread.scrollIntoView({ block: 'center' })
  }
  const first = useRef(go)
  // A page one was led to is put at its beginning by the router, in this very commit: before it is painted it is put right.
  useBeforePaint(() => queueMicrotask(() => first.current()), [])
  // Until the rows have their heights: afterwards the reader moves.
  useEffect(() => {
    const moved = new AbortController()
    let frames = FRAMES
    const keepUp = () => {
      if (moved.signal.aborted) return
      first.current()
      if (frames-- > 0) requestAnimationFrame(keepUp)
      else moved.abort()
    }
    for (const move of MOVES)
      window.addEventListener(move, () => moved.abort(), { signal: moved.signal, passive: true })
    keepUp()
    return () => moved.abort()
  }, [])
}

/** Brings what is older before one gets to where it begins. Answers the ref of the button that would bring it. */
export function useOlderByItself(wanted: boolean, bring: () => void): RefObject<HTMLDivElement> {
  const top = useRef<HTMLDivElement>(null)
  const latest = useRef(bring)
  useEffect(() => {
    latest.current = bring
  })
  useEffect(() => {
    if (!wanted || !top.current) return
    const seeing = (seen: IntersectionObserverEntry[]) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) latest.current()
    }
    const watching = new IntersectionObserver(seeing, { rootMargin: `${AHEAD}px 0px 0px 0px` })
    watching.observe(top.current)
    return () => watching.disconnect()
  }, [wanted])
  return top
}
