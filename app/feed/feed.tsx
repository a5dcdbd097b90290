import { Link, useParams, useSearchParams } from '@remix-run/react'
import { ArrowDown, MessagesSquare } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { FeedPage } from '#server/feed/queries.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { cx } from '../ui/cx.ts'
import { Notice } from '../ui/notice.tsx'
import { ReachNote } from '../frame/reach-note.tsx'
import { useRights } from '../live/use-line-of.ts'
import type { About } from './about-line.tsx'
import { hasNews } from './entries.ts'
import { EntryList } from './entry-list.tsx'
import { feedAddress, FeedContext, type FeedScene } from './feed-context.ts'
import { Part } from './part.tsx'
import { Presence } from './presence.tsx'
import { SendingRow } from './sending.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useEnd, useHeldPlace } from './use-end.ts'
import { useFeed } from './use-feed.ts'
import { useOlderByItself, useOpening } from './use-opening.ts'
import { useReading } from './use-reading.ts'
import { useWriting } from './use-writing.ts'
import { Writing } from './writing.tsx'

const WRITES = {
  task: 'task.comment',
  contract: 'contract.comment',
  project: 'project.comment',
  conversation: 'conversation.post',
} as const

interface FeedProps {
  /** As `feedOf` answered it in the page's loader. */
  feed: FeedPage
  /** What one may do with the feed's subject, as the page was told. */
  abilities: Abilities
  /** A conversation's: it is the whole page, opens where one goes on reading, and brings what is older by itself. */
  chat?: { only: string | null }
  /** What its page is about, to be said while that is scrolled away. */
  about?: About
  /** When the feed's subject began, ISO. */
  since: string | undefined
  /** What it is about is in Draft: nobody outside reads it yet but `by`, a user id, where one of them wrote it [F9]. */
  draft?: { by: string | null } | null
}

/** The feed of a task, contract or conversation: what was said and what happened, live, and where one writes. The last thing on its page. */
export function Feed({ feed: initial, abilities, chat, about, since, draft = null }: FeedProps) {
  const { t } = useTranslation('feed')
  const { grant } = useParams()
  const { subject, me, streams } = initial
  const [asked] = useSearchParams()
  const address = feedAddress(grant, subject)
  const feed = useFeed(initial, address)
  const rights = useRights(streams.all)
  const closed = (rights?.abilities ?? abilities)[WRITES[subject.kind]] ?? null
  // A time is said only for what closed under one's eyes; before that, nobody told when.
  const [wasOpen, setWasOpen] = useState(closed === null)
  if (closed === null && !wasOpen) setWasOpen(true)
  const { people, hostName } = feed
  const audience = useMemo(() => people.filter(({ id, kind }) => kind === 'external' && id !== me.id), [people, me.id])
  const [inDraft, by] = [draft !== null, draft?.by ?? null]
  const later = useMemo(() => (inDraft ? audience.filter(({ id }) => id !== by) : []), [audience, inDraft, by])
  const only = chat?.only ?? null
  const scene = useMemo<FeedScene>(
    () => ({ subject, address, me, people, hostName, audience, later, open: closed === null, only }),
    [subject, address, me, people, hostName, audience, later, closed, only],
  )
  const writing = useWriting({ userId: me.id, grant: grant ?? null, stream: streams.all }, scene, feed.entries)
  const list = useRef<HTMLOListElement>(null)
  // A row of one's own, and what was said against it, are brought into view.
  const growth = writing.sending.length + writing.sending.filter(({ state }) => state === 'refused').length
  const { end, cover, atEnd, inView, below, goToEnd } = useEnd(feed.entries, me.id, growth)
  const holdPlace = useHeldPlace(`${feed.entries[0]?.id ?? ''} ${feed.more ?? ''}`)
  const bringOlder = () => void feed.loadOlder(() => holdPlace(list.current?.querySelector('li[id^="e-"]') ?? null))
  const top = useOlderByItself(chat !== undefined && feed.more !== null && feed.older === 'idle', bringOlder)
  const elsewhere = feed.past || initial.editing !== null || asked.has('delete') || asked.has('told')
  // What there is nothing new in begins with what it is, and with what is to be done there.
  const [news] = useState(() => hasNews(initial))
  const opens = elsewhere || subject.kind === 'contract' || !(chat || news) ? 'never' : chat ? 'always' : 'from-top'
  useOpening(opens, end)
  useReading(feed, address, atEnd, inView)
  useArrivals(feed.entries, me.id, initial.now)
  const withQuery = (before: string) =>
    `?${new URLSearchParams([...[...asked].filter(([name]) => name !== 'before'), ['before', before]]).toString()}`

  return (
    <FeedContext.Provider value={scene}>
      <Part
        title={t(chat ? 'messages' : 'title')}
        chat={chat !== undefined}
        about={about}
        composer={
          <div
            ref={cover}
            className={cx(
              'sticky bottom-(--bar) z-10 -mx-2 flex flex-col gap-1 bg-ground px-2 pb-3 before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-6 before:bg-linear-to-t before:from-ground before:to-transparent',
              !chat && '-mt-5 -mb-10 md:-mb-12',
            )}
          >
            <noscript>
              <a href="#newest" className="link block text-center text-small">
                {t('newest')}
              </a>
            </noscript>
            {below > 0 && (
              <div className="pointer-events-none absolute inset-x-0 bottom-full flex justify-center pb-2">
                <Button
                  type="button"
                  look="strong"
                  size="small"
                  icon={ArrowDown}
                  onClick={goToEnd}
                  className="appear pointer-events-auto rounded-full! shadow-lift"
                >
                  {t('below', { count: below })}
                </Button>
              </div>
            )}
            <Presence all={streams.all} team={streams.team} newest={feed.entries.at(-1)} />
            <Writing
              writing={writing}
              closed={closed}
              closedAt={wasOpen ? (rights?.at ?? null) : null}
              canTeamOnly={streams.team !== null && me.staff}
              sentId={initial.nextSentId}
              streams={streams}
            />
          </div>
        }
      >
        {feed.more !== null && (
          <div ref={top} className="flex justify-center">
            <LinkButton
              to={withQuery(feed.more)}
              look="plain"
              size="small"
              aria-busy={feed.older === 'loading'}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey) return
                event.preventDefault()
                bringOlder()
              }}
            >
              {feed.older === 'loading' ? t('loading_older') : t('older')}
            </LinkButton>
          </div>
        )}
        {feed.more === null && !isBeginning(feed.entries[0]) && <ReachNote since={since} />}
        {feed.older === 'failed' && (
          <Notice tone="bad" role="alert">
            {t('older_failed')}
          </Notice>
        )}
        {feed.entries.length === 0 && writing.sending.length === 0 ? (
          <EmptyState icon={MessagesSquare} title={t('empty.title')}>
            {closed === null ? t('empty.write') : t('empty.read')}
          </EmptyState>
        ) : (
          // Arrivals are said by the frame, once and in few words; the list itself would read out older pages too.
          <div role="log" aria-live="off" aria-label={t(chat ? 'messages' : 'title')}>
            <ol ref={list} className={cx('-mx-2 flex flex-col', chat && 'long-list')}>
              <EntryList feed={feed} editing={initial.editing} opens={opens !== 'never'} onReply={writing.reply} />
              {writing.sending.map((one) => (
                <SendingRow
                  key={one.sentId}
                  one={one}
                  onAgain={() => writing.again(one)}
                  onTakeBack={() => writing.takeBack(one, writing.draft.body)}
                  onDiscard={() => writing.discard(one)}
                />
              ))}
            </ol>
          </div>
        )}
        <div ref={end} id="newest" className={cx('end-of-feed', opens !== 'never' && 'opens-here')} />
        {feed.past && (
          <div className="flex justify-center">
            <Link to="?#newest" className="link">
              {t('newest')}
            </Link>
          </div>
        )}
      </Part>
    </FeedContext.Provider>
  )
}

/** Before what made a record nothing can have been said. */
const isBeginning = (oldest: FeedPage['entries'][number] | undefined) => oldest?.happened?.what === 'created'
