import { useFetcher, useLocation, useRouteLoaderData } from '@remix-run/react'
import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { loader } from '../root.tsx'
import { cx } from '../ui/cx.ts'
import { useTheme } from './theme.ts'

const choices = [
  ['system', Monitor],
  ['light', Sun],
  ['dark', Moon],
] as const satisfies [string, LucideIcon][]

/** Light, dark, or as the system has it; remembered on this device. */
export function ThemeChoice() {
  const { t } = useTranslation()
  const fetcher = useFetcher()
  const { pathname, search } = useLocation()
  const theme = useTheme(useRouteLoaderData<typeof loader>('root')?.theme) ?? 'system'
  return (
    <fetcher.Form method="post" action="/theme">
      <input type="hidden" name="back" value={pathname + search} />
      <fieldset className="flex rounded-box bg-sunken p-1">
        <legend className="sr-only">{t('frame.theme.label')}</legend>
        {choices.map(([choice, Icon]) => (
          <button
            key={choice}
            name="theme"
            value={choice}
            aria-pressed={theme === choice}
            className={cx(
              'flex h-8 flex-1 items-center justify-center gap-1.5 rounded-[6px] text-small transition-colors',
              theme === choice
                ? 'bg-surface font-medium text-ink ring-1 ring-line-strong/50'
                : 'text-soft hover:text-ink',
            )}
          >
            <Icon className="size-4" aria-hidden />
            {t(`frame.theme.${choice}`)}
          </button>
        ))}
      </fieldset>
    </fetcher.Form>
  )
}
