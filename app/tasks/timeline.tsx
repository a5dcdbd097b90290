import { Link } from '@remix-run/react'
import { useContext, useId, useRef, type CSSProperties, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bar, Timeline } from '#server/tasks/timeline.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Status } from '~/ui/status.tsx'
import { ClockContext, momentIn } from '~/ui/time.tsx'
import { cx } from '~/ui/cx.ts'
import { Card } from '~/ui/card.tsx'
import { dateFormat } from '~/ui/formats.ts'
import { useTodayInView } from './use-today-in-view.ts'
import { monthsIn, placeIn, shareOf, widthOf } from './calendar.ts'

/** A project's tasks against the calendar and today [B9]: each a link with its dates in words, its bar where they are. Long ones scroll sideways. */
export function TimelineView({ timeline }: { timeline: Timeline }) {
  const { t, i18n } = useTranslation('timeline')
  const { now } = useContext(ClockContext)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const { from, to, today, starts, ends, bars } = timeline
  const span = { from, to }
  const day = (on: string) => momentIn(i18n.language, 'UTC', new Date(on), 'day', now)
  useTodayInView(box, [from, to])
  const words = (bar: Bar) =>
    bar.to ? t('bar', { from: day(bar.from), to: day(bar.to) }) : t('from', { from: day(bar.from) })
  return (
    <Card className="overflow-clip">
      <p id={id} className="sr-only">
        {t('scroll')}
      </p>
      <div
        ref={box}
        role="region"
        aria-label={t('label')}
        aria-describedby={id}
        tabIndex={0}
        className="timeline relative overflow-x-auto overscroll-x-contain focus-visible:-outline-offset-2"
        style={{ '--days': `${String(widthOf(span))}px` } as CSSProperties}
      >
        <div className="timeline-head">
          <span />
          <span className="relative block h-13" aria-hidden>
            {monthsIn(span).map((first) => (
              <span
                key={first}
                className="absolute top-0 h-7 border-s border-line ps-1.5 text-fine leading-7 whitespace-nowrap text-faint"
                style={{ insetInlineStart: placeIn(span, first) }}
              >
                {monthName(i18n.language, first)}
              </span>
            ))}
          </span>
        </div>
        <ol>
          {(starts ?? ends) && (
            <li className="timeline-row">
              <span className="timeline-name font-medium">{t('project')}</span>
              <Line>
                <span
                  className="absolute inset-y-[13px] rounded-full bg-line-strong/50"
                  style={placed(span, starts ?? from, ends ?? to)}
                  title={t('bar', { from: day(starts ?? from), to: day(ends ?? to) })}
                />
              </Line>
            </li>
          )}
          {bars.map((bar) => (
            <Row key={bar.id} bar={bar} words={words(bar)} timeline={timeline} />
          ))}
        </ol>
        <span
          data-today
          aria-hidden
          className="timeline-today"
          style={{ '--share': shareOf(span, today, 0.5) } as CSSProperties}
        >
          <span>{t('today', { day: day(today) })}</span>
        </span>
      </div>
      {bars.some((bar) => !bar.to) && (
        <p className="flex items-center gap-3 border-t border-line px-4 py-2 text-small text-faint">
          <span aria-hidden className="size-3 shrink-0 rotate-45 rounded-[3px] bg-line-strong" />
          {t('no_due')}
        </p>
      )}
      {timeline.more && (
        <p className="border-t border-line px-4 py-3 text-small text-faint">{t('more', { count: bars.length })}</p>
      )}
    </Card>
  )
}

function Row({ bar, words, timeline }: { bar: Bar; words: string; timeline: Timeline }) {
  const { t } = useTranslation(['timeline', 'statuses'])
  const base = useBase()
  const span = { from: timeline.from, to: timeline.to }
  const open = bar.status !== 'done' && bar.status !== 'declined' && bar.status !== 'cancelled'
  const late = open && bar.to !== null && bar.to < timeline.today
  return (
    <li className="timeline-row hover:bg-hover has-[a:focus-visible]:bg-hover">
      <span className="timeline-name">
        <Link to={`${base}/tasks/${bar.id}`} prefetch="intent" className="after:absolute after:inset-0">
          <bdi className="line-clamp-1">{bar.title}</bdi>
        </Link>
        <span className="sr-only">
          <Status of="task" is={bar.status} /> {words}
        </span>
      </span>
      <Line>
        <span
          title={words}
          className={cx(
            'absolute ring-1 ring-surface',
            bar.to ? 'inset-y-[9px] rounded-full' : 'inset-y-3 w-3 rotate-45 rounded-[3px]',
            late ? 'bg-bad-fill' : TONES[bar.status],
          )}
          style={bar.to ? placed(span, bar.from, bar.to) : { insetInlineStart: placeIn(span, bar.from) }}
        />
        {/* Behind its bar; where that is out of sight, at the edge that is nearest to it. */}
        <span aria-hidden className="absolute inset-0 z-1 flex py-2">
          <span
            className="shrink-0"
            style={{ width: `max(${placeIn(span, bar.to ?? bar.from, 1)}, ${placeIn(span, bar.from)} + 12px)` }}
          />
          <span
            className={cx(
              // Above the line of today, which would cross the words out.
              'timeline-says rounded-sm bg-surface px-1 text-fine leading-5 whitespace-nowrap',
              late ? 'text-bad' : 'text-faint',
            )}
          >
            {t(late ? 'late' : `statuses:task.${bar.status}`)}
          </span>
        </span>
      </Line>
    </li>
  )
}

const TONES: Record<Bar['status'], string> = {
  draft: 'bg-line',
  new: 'bg-info',
  in_progress: 'bg-accent-fill',
  ready_for_review: 'bg-warn',
  done: 'bg-good',
  on_hold: 'bg-line-strong',
  declined: 'bg-line',
  cancelled: 'bg-line',
}

function Line({ children }: { children: ReactNode }) {
  return <span className="relative block h-9 border-t border-line/60">{children}</span>
}

const placed = (span: { from: string; to: string }, from: string, to: string): CSSProperties => ({
  insetInlineStart: placeIn(span, from),
  insetInlineEnd: `calc(100% - ${placeIn(span, to, 1)})`,
  minInlineSize: '10px',
})

function monthName(language: string, first: string): string {
  const date = new Date(first)
  const withYear = date.getUTCMonth() === 0 || undefined
  return dateFormat(language, {
    month: 'short',
    timeZone: 'UTC',
    ...(withYear && { year: 'numeric' as const }),
  }).format(date)
}
