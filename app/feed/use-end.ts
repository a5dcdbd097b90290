import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { EntryView } from '#server/feed/views.ts'

/** The server paints nothing, and says so where it is asked to wait for it. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Keeps the reader's place. Who looks at the end of the feed stays there as it grows; who reads further up is told how many arrived
 * below, and is not moved.
 */
export function useEnd(entries: readonly EntryView[], mine: string, sending: number) {
  const end = useRef<HTMLDivElement>(null)
  /** What stays at the bottom of the window, before what is scrolled. */
  const cover = useRef<HTMLDivElement>(null)
  const atEnd = useRef(false)
  const [inView, setInView] = useState(false)
  const [seen, setSeen] = useState(() => entries.at(-1)?.at ?? '')
  useEffect(() => {
    if (!end.current) return
    // A busy page hears of several changes at once: the last is how it stands.
    const seeing = (changes: IntersectionObserverEntry[]) => {
      atEnd.current = changes.at(-1)?.isIntersecting ?? false
      setInView(atEnd.current)
    }
    let watching: IntersectionObserver | null = null
    const watch = () => {
      watching?.disconnect()
      const height = heightOf(cover.current)
      // Whatever is scrolled to the end stands above all of the composer.
      end.current?.style.setProperty('--cover', `${String(height + ABOVE)}px`)
      // What lies under the composer is not seen.
      const unseen = Math.max(0, Math.min(height - SLACK, window.innerHeight - LEAST_SEEN))
      watching = new IntersectionObserver(seeing, { rootMargin: `0px 0px -${String(unseen)}px 0px` })
      if (end.current) watching.observe(end.current)
    }
    watch()
    // The composer opened or grew, the window got narrow: what one looks at does not go under it. This is told before the other notices.
    const resized = new ResizeObserver(() => {
      watch()
      if (atEnd.current) end.current?.scrollIntoView({ block: 'nearest' })
    })
    resized.observe(document.body)
    if (cover.current) resized.observe(cover.current)
    return () => {
      watching?.disconnect()
      resized.disconnect()
    }
  }, [])

  const newest = entries.at(-1)?.at ?? ''
  if (inView && newest > seen) setSeen(newest)
  const below = entries.filter(({ at, author }) => at > seen && author.id !== mine).length

  const goToEnd = useCallback(() => {
    end.current?.scrollIntoView({ block: 'end' })
    // The composer may grow before it is noticed where one is now.
    atEnd.current = end.current !== null
  }, [])
  const before = useRef({ newest, sending })
  useBeforePaint(() => {
    const { newest: last, sending: sent } = before.current
    before.current = { newest, sending }
    if (sending > sent || (newest > last && atEnd.current)) goToEnd()
  }, [newest, sending, goToEnd])
  return { end, cover, atEnd, inView, below, goToEnd }
}

/** The last row ends so far above the composer, where what is scrolled under it fades. Px. */
const ABOVE = 16
/** The end may be a little behind what covers it, for the last row stands above it. Px. */
const SLACK = 28
/** Of a window that is nearly all composer so much still counts for looking at. Px. */
const LEAST_SEEN = 60

/** How much of the window is taken by what sticks to its bottom. Px. */
const heightOf = (cover: HTMLElement | null): number =>
  cover ? Math.floor(cover.offsetHeight + (parseFloat(getComputedStyle(cover).bottom) || 0)) : 0

/** Pictures and long words get their own height a frame or two after they came. */
const FRAMES = 4

/** The rows above one. */
function* rowsAbove(element: Element): Generator<HTMLElement> {
  for (let row = element.previousElementSibling; row; row = row.previousElementSibling)
    if (row instanceof HTMLElement) yield row
}

/** How far something is from the beginning of the document, wherever the reader has scrolled. Px. */
const placeOf = (element: Element) => element.getBoundingClientRect().top + window.scrollY

/**
 * Lets a list grow at its beginning without moving what is read: call the answer when it is about to. `growth`: differs afterwards. Who
 * scrolls meanwhile is not held back.
 */
export function useHeldPlace(growth: string) {
  const held = useRef<{ element: Element; place: number } | null>(null)
  useBeforePaint(() => {
    if (!held.current) return
    const { element } = held.current
    let { place } = held.current
    held.current = null
    const grown = [...rowsAbove(element)]
    // Rows out of sight are as high as a row usually is, until they were shown once.
    for (const row of grown) row.style.contentVisibility = 'visible'
    let frames = FRAMES
    const keepUp = () => {
      const now = placeOf(element)
      if (now !== place) window.scrollBy({ top: now - place, behavior: 'instant' })
      place = now
      if (frames-- > 0) return void requestAnimationFrame(keepUp)
      for (const row of grown) row.style.removeProperty('content-visibility')
      document.documentElement.style.removeProperty('overflow-anchor')
    }
    keepUp()
  }, [growth])
  return useCallback((element: Element | null) => {
    if (!element) return
    // The browser's own way of holding the place would move it twice.
    document.documentElement.style.setProperty('overflow-anchor', 'none')
    held.current = { element, place: placeOf(element) }
  }, [])
}
