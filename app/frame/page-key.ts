import { useMatches } from '@remix-run/react'

/** What a page says of itself, as its `handle`. */
export interface Handle {
  /** It shows one record after another beside something that stays, and keeps them apart itself. */
  keepsApart?: boolean
}

/**
 * Which page is shown, as the `key` of what the frame holds. Another record is another page, though it is the same route: nothing of one may linger
 * in the other, neither what was typed, nor what was said of it, nor where its feed was opened.
 */
export function usePageKey(): string {
  const page = useMatches().at(-1)
  const { keepsApart = false } = (page?.handle ?? {}) as Handle
  return [page?.id, ...(keepsApart ? [] : Object.values(page?.params ?? {}))].join(' ')
}
