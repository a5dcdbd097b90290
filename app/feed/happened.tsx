import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import { ClockContext, momentIn, Time } from '../ui/time.tsx'
import { useScene } from './feed-context.ts'
import { isolated, useNames } from './names.ts'

type Happened = NonNullable<EntryView['happened']>

/** What happened, in one quiet line. */
export function HappenedLine({ entry, happened }: { entry: EntryView; happened: Happened }) {
  const words = useHappenedWords()(entry.author.name, happened)
  return (
    <p className="flex items-baseline gap-x-2 ps-11 text-small text-soft">
      <span className="size-1.5 shrink-0 -translate-y-px rounded-full bg-line-strong/60" aria-hidden />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {words} <Time at={entry.at} as="clock" className="ms-1 text-fine whitespace-nowrap text-faint" />
      </span>
    </p>
  )
}

/** The sentence for something that happened; what nobody has words for is said in general terms. */
function useHappenedWords() {
  const { t, i18n } = useTranslation(['feed', 'statuses'])
  const { subject } = useScene()
  const { now } = useContext(ClockContext)
  const names = useNames()
  return (who: string, { what, from, to, people, file, text }: Happened): string => {
    const said = (value: string | null | undefined) => {
      if (!value) return ''
      if (DATES.has(what)) return momentIn(i18n.language, 'UTC', new Date(value), 'day', now)
      const status = `${what === 'priority' ? 'priority' : subject.kind}.${value}`
      return i18n.exists(status, { ns: 'statuses' }) ? t(`statuses:${status}` as 'statuses:task.new') : isolated(value)
    }
    const keys = [variantOf(what, from, to), what].map((variant) => `happened.${subject.kind}.${variant}`)
    return t((keys.find((key) => i18n.exists(key, { ns: 'feed' })) ?? 'happened.something') as 'happened.task.moved', {
      who: isolated(who),
      from: said(from),
      to: said(to),
      people: names(people ?? []),
      text: isolated(text ?? ''),
      file: isolated(file?.name ?? t('happened.some_file')),
    })
  }
}

const DATES: ReadonlySet<string> = new Set(['due', 'starts', 'ends'])
const BY_WHAT: ReadonlySet<string> = new Set(['edited', 'people_added', 'people_removed', 'role_changed'])

function variantOf(what: string, from: string | null | undefined, to: string | null | undefined): string {
  if (DATES.has(what)) return !to ? `${what}_removed` : from ? `${what}_moved` : `${what}_set`
  if (what === 'file_replaced' && to) return `${what}_by_another`
  if (BY_WHAT.has(what)) return to ? `${what}_${to}` : what
  return what
}
