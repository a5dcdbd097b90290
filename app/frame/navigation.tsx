import { useLocation, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { announce } from '../ui/hidden.tsx'

/** A thin line above a page that is on its way; nothing for the quick ones. */
export function UnderWay() {
  const busy = useNavigation().state !== 'idle'
  return <div aria-hidden className={busy ? 'under-way fixed inset-x-0 top-0 z-50 h-0.5 bg-accent-fill' : 'hidden'} />
}

/** Tells those who listen which page came, and lets their reading begin there. */
export function useArrival() {
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    announce(document.title)
    if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
}
