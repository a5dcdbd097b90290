import { Link, useLocation } from '@remix-run/react'
import { ChartNoAxesGantt, List, SquareKanban, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '~/ui/cx.ts'
import type { View } from './task-filters.tsx'

const ICONS: Record<View, LucideIcon> = { list: List, board: SquareKanban, timeline: ChartNoAxesGantt }

/** How an address wants tasks shown. */
export const viewIn = (query: URLSearchParams, views: readonly View[]): View =>
  views.find((view) => view === query.get('view')) ?? 'list'

/** List, board or timeline: a place each, with the filters kept. */
export function ViewSwitch({ view, views }: { view: View; views: readonly View[] }) {
  const { t } = useTranslation('tasks')
  const { search } = useLocation()
  const to = (wanted: View) => {
    const query = new URLSearchParams(search)
    for (const name of ['after', 'until', 'view']) query.delete(name)
    if (wanted !== 'list') query.set('view', wanted)
    return `?${query.toString()}`
  }
  return (
    <nav aria-label={t('view.label')} className="inline-flex self-start rounded-box bg-sunken p-1">
      {views.map((each) => {
        const Icon = ICONS[each]
        return (
          <Link
            key={each}
            to={to(each)}
            preventScrollReset
            prefetch="intent"
            aria-current={each === view ? 'page' : undefined}
            className={cx(
              'inline-flex min-h-8 items-center gap-2 rounded-[6px] px-3 text-small transition-colors',
              each === view ? 'bg-surface font-medium text-ink ring-1 ring-line-strong/50' : 'text-soft hover:text-ink',
            )}
          >
            <Icon className="size-4 shrink-0" aria-hidden />
            {t(`view.${each}`)}
          </Link>
        )
      })}
    </nav>
  )
}
