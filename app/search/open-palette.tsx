import { Link, useLocation } from '@remix-run/react'
import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useBase, useFrame } from '../frame/frame-context.ts'
import { leftBehind } from '../frame/left-behind.ts'
import { Columns } from '../frame/columns.tsx'

const load = () => import('./palette.tsx')
const Palette = lazy(() => load().catch(leftBehind))

const OPEN = 'portico:search'
const open = () => window.dispatchEvent(new Event(OPEN))
/** What fetches its script a moment before it is wanted. */
const soon = () => void load().catch(() => undefined)

/** Opens the palette by key or button; its script comes when it is first wanted. Once, in the frame. */
export function PaletteKey() {
  const [shown, setShown] = useState(false)
  const { key } = useLocation()
  useEffect(() => {
    const toggle = () => setShown((was) => !was)
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Control' || event.key === 'Meta') return soon()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      toggle()
    }
    window.addEventListener('keydown', pressed)
    window.addEventListener(OPEN, toggle)
    return () => {
      window.removeEventListener('keydown', pressed)
      window.removeEventListener(OPEN, toggle)
    }
  }, [])
  useEffect(() => setShown(false), [key])
  return shown ? (
    <Suspense>
      <Palette onClose={() => setShown(false)} />
    </Suspense>
  ) : null
}

const never = () => () => undefined
const isMac = () => /Mac|iP(hone|ad)/.test(window.navigator.userAgent)

function useOpener() {
  const base = useBase()
  return {
    // Without script, and in a new tab, it is a page of its own.
    to: `${base}/search`,
    'aria-keyshortcuts': 'Control+K Meta+K',
    onPointerEnter: soon,
    onFocus: soon,
    onClick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      open()
    },
  }
}

/** In the left rail: where one searches, with the keys that do the same. */
export function SearchLine() {
  const { t } = useTranslation()
  const mac = useSyncExternalStore(never, isMac, () => false)
  return (
    <Link
      {...useOpener()}
      className="-my-1 flex min-h-9 items-center gap-3 rounded-box px-3 text-soft ring-1 ring-line transition-colors ring-inset hover:bg-hover hover:text-ink"
    >
      <Search className="size-4 shrink-0" aria-hidden />
      <span className="flex-1">{t('frame.search')}</span>
      <kbd className="font-sans text-fine text-faint" aria-hidden>
        {mac ? '⌘ K' : 'Ctrl K'}
      </kbd>
    </Link>
  )
}

/** The same above a page on a phone. */
export function SearchStrip() {
  const { t } = useTranslation()
  const { host } = useFrame().frame
  return (
    <div className="flex h-12 items-center gap-2 border-b border-line ps-4 pe-2 md:hidden">
      <Columns className="size-5 shrink-0 text-accent" />
      <span className="min-w-0 flex-1 truncate text-small font-semibold">{host}</span>
      <Link
        {...useOpener()}
        aria-label={t('frame.search')}
        className="inline-flex size-10 items-center justify-center rounded-box text-soft hover:bg-hover"
      >
        <Search className="size-5" aria-hidden />
      </Link>
    </div>
  )
}
