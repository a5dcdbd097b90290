import { Eye, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '../ui/cx.ts'
import { useScene } from './feed-context.ts'
import { isolated, useNames } from './names.ts'

/** So many names stand in the line; the others are one press away. */
const MOST = 6

/** Who will read what is being written [B7]: said again when they become others under the writer's hands. */
export function AudienceLine({ teamOnly, id }: { teamOnly: boolean; id?: string }) {
  const { t } = useTranslation('feed')
  const { audience, only, me } = useScene()
  const names = useNames()
  const Icon = teamOnly ? Lock : Eye
  const all = audience.map(({ name }) => name)
  const rest = all.length > MOST ? all.slice(MOST - 1) : []
  const line = all.slice(0, all.length - rest.length)
  return (
    <div
      id={id}
      aria-live="polite"
      className={cx('flex items-start gap-2 text-small', teamOnly ? 'font-medium text-warn' : 'text-soft')}
    >
      <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {teamOnly ? (
        <p title={t('audience.only_team_help')}>{t('audience.only_team')}</p>
      ) : only !== null ? (
        <p className="min-w-0 [overflow-wrap:anywhere]">
          {t(me.staff && audience.length === 0 ? 'audience.nobody_now' : 'audience.one', { name: isolated(only) })}
        </p>
      ) : rest.length > 0 ? (
        <details className="min-w-0">
          <summary className="min-h-6 hover:text-ink">
            {t('audience.label', {
              names: names([...line, t('audience.more', { count: rest.length }), t('audience.team')]),
            })}
          </summary>
          <p className="max-h-32 overflow-y-auto [overflow-wrap:anywhere]">{names([...all, t('audience.team')])}</p>
        </details>
      ) : (
        <p className="min-w-0 [overflow-wrap:anywhere]">
          {line.length > 0
            ? t('audience.label', { names: names([...line, t('audience.team')]) })
            : t('audience.nobody_else')}
        </p>
      )}
    </div>
  )
}
