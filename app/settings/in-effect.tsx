import { useTranslation } from 'react-i18next'
import type { Effect } from '#server/settings/people-bound.ts'
import { Avatar, Avatars } from '~/ui/avatar.tsx'
import { Badge } from '~/ui/status.tsx'
import { cx } from '~/ui/cx.ts'

/** Whom a control binds right now: how many, how many of them online, and who; `open`, in a narrow panel, with the names in one column. */
export function InEffect({ effect: { people, online, names }, open = false }: { effect: Effect; open?: boolean }) {
  const { t } = useTranslation(['contracts', 'settings'])
  if (people === 0)
    return <p className="border-t border-line px-5 py-3 text-small text-faint">{t('settings.nobody')}</p>
  return (
    <details open={open} className="group border-t border-line">
      <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 text-small text-soft hover:bg-hover">
        <Avatars people={names.map(({ id, name, online }) => ({ id, name, online }))} most={5} />
        <span>{t('settings.binds', { count: people })}</span>
        <span className="text-faint">{t('settings:online', { count: online })}</span>
        <span className="ms-auto text-accent underline decoration-transparent underline-offset-3 group-hover:decoration-current">
          {t('settings.who')}
        </span>
      </summary>
      <ul className={cx('grid grid-cols-1 gap-x-6 gap-y-3 px-5 pt-2 pb-5', !open && 'sm:grid-cols-2')}>
        {names.map((person) => (
          <li key={person.id} className="flex items-center gap-3">
            <Avatar name={person.name} id={person.id} online={person.online} />
            <span className="min-w-0 flex-1 leading-5">
              <span className="block truncate">
                <bdi>{person.name}</bdi>
              </span>
              <span className="block truncate text-small text-faint">
                <bdi>{person.accounts}</bdi>
              </span>
            </span>
            {person.online && <Badge tone="good">{t('settings.is_online')}</Badge>}
          </li>
        ))}
        {people > names.length && (
          <li className="text-small text-faint">{t('settings.more', { count: people - names.length })}</li>
        )}
      </ul>
    </details>
  )
}
