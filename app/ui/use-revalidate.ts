import { useNavigation, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * Asks the loaders again. While a form or a page is on its way that waits until it is there: asked meanwhile, the framework begins the way anew, and
 * forgets that the page was to stay where it stands.
 */
export function useRevalidate(): () => void {
  const { revalidate } = useRevalidator()
  const { state } = useNavigation()
  const latest = useRef({ revalidate, state })
  const [waits, setWaits] = useState(false)
  useEffect(() => {
    latest.current = { revalidate, state }
  })
  useEffect(() => {
    if (!waits || state !== 'idle') return
    setWaits(false)
    latest.current.revalidate()
  }, [waits, state])
  return useCallback(() => {
    if (latest.current.state === 'idle') latest.current.revalidate()
    else setWaits(true)
  }, [])
}
