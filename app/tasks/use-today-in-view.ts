import { useEffect, type RefObject } from 'react'

/**
 * What matters of a calendar is around today: it begins there, and stays there when the window is made narrower or turned, unless one has
 * scrolled away. Without script one begins at the beginning. `span`: what is drawn.
 */
export function useTodayInView(box: RefObject<HTMLElement>, span: readonly [string, string]): void {
  useEffect(() => {
    const { current } = box
    const mark = current?.querySelector<HTMLElement>('[data-today]')
    if (!current || !mark) return
    /** How far today is from the middle, and whether it is in sight. Px. */
    const stands = () => {
      const [seen, today] = [current.getBoundingClientRect(), mark.getBoundingClientRect()]
      const off = today.left + today.width / 2 - (seen.left + seen.width / 2)
      return { off, inSight: Math.abs(off) < seen.width / 2 }
    }
    // Sideways only: the page itself does not move.
    const lead = () => {
      current.scrollLeft += stands().off
    }
    lead()
    let inSight = true
    const look = () => {
      inSight = stands().inSight
    }
    const watch = new ResizeObserver(() => {
      if (inSight) lead()
    })
    watch.observe(current)
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, span)
}
