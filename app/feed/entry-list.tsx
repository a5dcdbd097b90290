import { useLocation, useSearchParams } from '@remix-run/react'
import { Check, CheckCheck } from 'lucide-react'
import { Fragment, useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Source } from '#server/feed/queries.ts'
import type { EntryView } from '#server/feed/views.ts'
import type { FeedState } from '../live/apply-feed.ts'
import { usePresence } from '../live/use-line-of.ts'
import { cx } from '../ui/cx.ts'
import { dateFormat } from '../ui/formats.ts'
import { ClockContext } from '../ui/time.tsx'
import { continues, firstUnread, seenBy } from './entries.ts'
import { Entry } from './entry.tsx'
import { useNames } from './names.ts'

interface EntryListProps {
  feed: FeedState
  editing: Source | null
  /** Its page opens where the unread begins. */
  opens: boolean
  onReply: (entry: EntryView) => void
}

/** The entries in their order, by days, with where the unread began when the page was opened. */
export function EntryList({ feed, editing, opens, onReply }: EntryListProps) {
  const { t } = useTranslation('feed')
  const names = useNames()
  const [asked] = useSearchParams()
  const led = useLedHash()
  const dayOf = useDays()
  const [opened] = useState({ at: feed.now, readUpTo: feed.readUpTo })
  const unreadFrom = firstUnread({
    ...feed,
    readUpTo: opened.readUpTo,
    entries: feed.entries.filter(({ at }) => at <= opened.at),
  })
  const { here } = usePresence(feed.streams.all)
  const present = new Set(here.map(({ id }) => id))
  const byId = new Map(feed.entries.map((entry) => [entry.id, entry]))
  const seen = seenBy(feed)
  const Read = seen && seen.names.length > 0 ? CheckCheck : Check
  return feed.entries.map((entry, nth) => {
    const before = feed.entries[nth - 1]
    const day = dayOf(entry.at)
    const newDay = before === undefined || dayOf(before.at).key !== day.key
    const unread = entry.id === unreadFrom
    return (
      <Fragment key={entry.id}>
        {newDay && (
          <li className="flex items-center gap-3 px-2 pt-4 pb-1 text-fine font-medium text-faint first:pt-0">
            <span className="h-px flex-1 bg-line" />
            <span suppressHydrationWarning>{day.words}</span>
            <span className="h-px flex-1 bg-line" />
          </li>
        )}
        {unread && (
          <li
            id="unread"
            className={cx('flex items-center gap-3 px-2 py-1 text-fine font-medium text-accent', opens && 'opens-here')}
          >
            <span className="h-px flex-1 bg-accent" />
            {t('unread_from')}
          </li>
        )}
        <Entry
          entry={entry}
          goesOn={!newDay && !unread && continues(before, entry)}
          arrived={entry.at > opened.at && entry.author.id !== feed.me.id}
          led={led === `#e-${entry.id}`}
          here={present.has(entry.author.id)}
          target={entry.replyTo === null ? undefined : byId.get(entry.replyTo)}
          editing={editing?.id === entry.id ? editing : null}
          deleting={asked.get('delete') === entry.id}
          onReply={onReply}
        />
        {seen?.id === entry.id && (seen.names.length > 0 || feed.subject.kind === 'conversation') && (
          <li className="appear flex items-center justify-end gap-1 pe-2 text-end text-fine text-faint">
            <Read className="size-3.5 shrink-0" aria-hidden />
            {seen.names.length > 0 ? t('seen', { names: names(seen.names) }) : t('stored')}
          </li>
        )}
      </Fragment>
    )
  })
}

/** The day of a moment in the reader's zone, with its name. */
function useDays() {
  const { t, i18n } = useTranslation('feed')
  const { timeZone, now } = useContext(ClockContext)
  const keyOf = (at: number) => dateFormat('en-CA', { timeZone }).format(at)
  const [today, yesterday] = [keyOf(now), keyOf(now - 86_400_000)]
  return (at: string) => {
    const key = keyOf(Date.parse(at))
    if (key === today) return { key, words: t('today') }
    if (key === yesterday) return { key, words: t('yesterday') }
    const year = key.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' as const }
    const words = dateFormat(i18n.language, {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...year,
    })
    return { key, words: words.format(Date.parse(at)) }
  }
}

/** Where the address leads to on this page; nowhere until the page has its script, as the server is not told. */
function useLedHash(): string {
  const { hash } = useLocation()
  const [led, setLed] = useState('')
  useEffect(() => setLed(hash), [hash])
  return led
}
