import { createContext, useContext, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { dateFormat } from './formats.ts'

/** Whose clock a page is written for: the same on server and in the browser, so that no text changes when script arrives. */
export interface Clock {
  /** IANA name. */
  timeZone: string
  /** The server's clock when the page was written, in ms. */
  now: number
}

export const ClockContext = createContext<Clock>({ timeZone: 'UTC', now: 0 })

interface TimeProps {
  at: Date | string | number
  /** `ago` counts, and turns into a date after a week; `day` has no clock; `moment` has both; `clock` is the time of day; `recent` is that today, else the day. */
  as?: 'ago' | 'day' | 'moment' | 'clock' | 'recent'
  className?: string
}

/** A moment in the reader's language and zone; the exact one on hover. */
export function Time({ at, as = 'ago', className }: TimeProps) {
  const { i18n } = useTranslation()
  const { timeZone, now } = useContext(ClockContext)
  const ticking = useSyncExternalStore(
    everyMinute,
    () => lastTick,
    () => 0,
  )
  const date = new Date(at)
  const exact = dateFormat(i18n.language, { dateStyle: 'full', timeStyle: 'short', timeZone }).format(date)
  return (
    // Two engines may write the same moment with different spaces; which one stands there is the same to people.
    <time dateTime={date.toISOString()} title={exact} className={className} suppressHydrationWarning>
      {as === 'ago'
        ? agoIn(i18n.language, timeZone, date, Math.max(now, ticking))
        : momentIn(i18n.language, timeZone, date, as, Math.max(now, as === 'recent' ? ticking : 0))}
    </time>
  )
}

/** A day of the calendar, which is the same everywhere. `on`: YYYY-MM-DD. */
export function Day({ on }: { on: string }) {
  const { i18n } = useTranslation()
  const { now } = useContext(ClockContext)
  return (
    <time dateTime={on} suppressHydrationWarning>
      {momentIn(i18n.language, 'UTC', new Date(on), 'day', now)}
    </time>
  )
}

const formats: Record<'day' | 'moment' | 'clock', Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  moment: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  clock: { hour: 'numeric', minute: '2-digit' },
}

/** A moment as text; the year is said where it is not this one. */
export function momentIn(
  language: string,
  timeZone: string,
  date: Date,
  as: keyof typeof formats | 'recent',
  now: number,
): string {
  if (as === 'recent') return momentIn(language, timeZone, date, isSameDay(timeZone, date, now) ? 'clock' : 'day', now)
  const year = (of: number | Date) => dateFormat('en', { year: 'numeric', timeZone }).format(of)
  const other = as !== 'clock' && year(date) !== year(now)
  return dateFormat(language, { ...formats[as], ...(other ? { year: 'numeric' } : {}), timeZone }).format(date)
}

function isSameDay(timeZone: string, date: Date, now: number): boolean {
  const day = dateFormat('en', { dateStyle: 'short', timeZone })
  return day.format(date) === day.format(now)
}

const steps = [
  { unit: 'minute', ms: 60_000, until: 60 },
  { unit: 'hour', ms: 3_600_000, until: 24 },
  { unit: 'day', ms: 86_400_000, until: 7 },
] as const

function agoIn(language: string, timeZone: string, date: Date, now: number): string {
  const passed = now - date.getTime()
  const away = Math.abs(passed)
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  if (away < 45_000) return relative.format(0, 'second')
  const step = steps.find(({ ms, until }) => away < ms * until)
  if (!step) return momentIn(language, timeZone, date, 'day', now)
  return relative.format(-Math.trunc(passed / step.ms) || (passed > 0 ? -1 : 1), step.unit)
}

let lastTick = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** One timer for every time on the page. */
function everyMinute(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    lastTick = Date.now()
    for (const each of listeners) each()
  }, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
