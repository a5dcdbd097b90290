import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FeedPage } from '#server/feed/queries.ts'
import { announce } from '../ui/hidden.tsx'
import { textOf } from './quote.tsx'

/** Says what others wrote to those who listen. */
export function useArrivals(entries: FeedPage['entries'], mine: string, opened: string) {
  const { t } = useTranslation('feed')
  const newest = entries.at(-1)
  const last = useRef(opened)
  useEffect(() => {
    if (!newest || newest.at <= last.current) return
    last.current = newest.at
    if (newest.author.id !== mine && newest.html !== null)
      announce(t('arrived', { name: newest.author.name, text: textOf(newest.html) }))
  }, [newest, mine, t])
}
