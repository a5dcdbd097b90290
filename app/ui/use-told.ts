import { useFetcher } from '@remix-run/react'
import { useEffect } from 'react'
import { useRefused, type Sent } from './refused.tsx'
import { toast } from './toasts.tsx'

/**
 * A fetcher for a control that has no room for words: what it asked for shows at once, falls back when it was refused, and the refusal is
 * said in passing. `form`: what tells its form from the others of the page.
 */
export function useTold(form: Sent) {
  const fetcher = useFetcher()
  const { words, fields } = useRefused(fetcher.data, form)
  useEffect(() => {
    if (words) toast(fields[0] ?? words, 'error')
    // Each answer is said once.
  }, [fetcher.data])
  return fetcher
}
