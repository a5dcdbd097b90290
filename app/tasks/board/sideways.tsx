import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/button.tsx'
import { columnsOf } from './lift.ts'

/** So much of the board's width one press goes on. */
const STEP = 0.8

/** Which ends of the board are in view. Its columns are the same as long as it stands. */
function useEnds(board: RefObject<HTMLElement>) {
  const [ends, setEnds] = useState({ first: true, last: true })
  useEffect(() => {
    const root = board.current
    const [first, last] = root ? [columnsOf(root).at(0), columnsOf(root).at(-1)] : []
    if (!first || !last) return
    const seeing = (seen: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of seen)
        setEnds((now) => ({ ...now, [target === first ? 'first' : 'last']: isIntersecting }))
    }
    const watching = new IntersectionObserver(seeing, { root, threshold: 0.9 })
    for (const end of [first, last]) watching.observe(end)
    return () => watching.disconnect()
  }, [board])
  return ends
}

/** The board opens where its tasks begin: empty columns before them are to the side where there is no room for all. */
export function useBegin(board: RefObject<HTMLElement>): void {
  useEffect(() => {
    const root = board.current
    const column = root && columnsOf(root).find((each) => each.querySelector('[data-card]'))
    if (!column) return
    const [all, own] = [root.getBoundingClientRect(), column.getBoundingClientRect()]
    const aside = own.left < all.left || own.right > all.right
    // What is scrolled snaps to the column's beginning, in either direction of writing.
    if (aside) column.scrollIntoView({ block: 'nearest', inline: 'start', behavior: 'instant' })
  }, [board])
}

/** Goes to the columns that are not in view, and says that there are some. */
export function Sideways({ board }: { board: RefObject<HTMLElement> }) {
  const { t } = useTranslation('board')
  const { first, last } = useEnds(board)
  if (first && last) return null
  const go = (way: 1 | -1) => {
    const root = board.current
    if (!root) return
    const writing = getComputedStyle(root).direction === 'rtl' ? -1 : 1
    root.scrollBy({ left: way * writing * STEP * root.clientWidth, behavior: 'instant' })
  }
  return (
    <span className="ms-auto flex shrink-0 gap-1 rtl:[&_svg]:-scale-x-100">
      <IconButton label={t('earlier')} icon={ChevronLeft} disabled={first} onClick={() => go(-1)} />
      <IconButton label={t('further')} icon={ChevronRight} disabled={last} onClick={() => go(1)} />
    </span>
  )
}
