import { ScrollRestoration, useLocation, useRevalidator } from '@remix-run/react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { useNonce } from './nonce.ts'

/** The server paints nothing, and says so where it is asked to wait for it. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Where a page stands when one comes to it, or back to it. The framework puts a page also back to where it stood when it began to look for news, which
 * undoes whatever its reader scrolled meanwhile: that is put right before it is painted.
 */
export function ScrollPlace({ nonce }: { nonce: ReturnType<typeof useNonce> }) {
  const stood = useRef(0)
  return (
    <>
      <Before stood={stood} />
      <ScrollRestoration nonce={nonce} />
      <After stood={stood} />
    </>
  )
}

/** Notes where the page stands in each commit of the router, just before the framework moves it. */
function Before({ stood }: { stood: { current: number } }) {
  useRevalidator()
  useBeforePaint(() => {
    stood.current = window.scrollY
  })
  return null
}

function After({ stood }: { stood: { current: number } }) {
  useRevalidator()
  const { key } = useLocation()
  const shown = useRef<string | null>(null)
  useBeforePaint(() => {
    const same = shown.current === key
    shown.current = key
    if (same && window.scrollY !== stood.current) window.scrollTo({ top: stood.current, behavior: 'instant' })
  })
  return null
}
