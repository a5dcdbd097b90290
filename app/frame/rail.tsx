import { Link } from '@remix-run/react'
import { ChevronsUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SearchLine } from '../search/open-palette.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { cx } from '../ui/cx.ts'
import { Columns } from './columns.tsx'
import { useFrame } from './frame-context.ts'
import { ME } from './me.tsx'
import { usePlaces } from './places.ts'
import { UnreadCount } from './unread-mark.tsx'

/** The left rail: the host, the places one may go, and oneself. */
export function Rail() {
  const { t } = useTranslation()
  const { person, host, grant } = useFrame().frame
  const places = usePlaces()
  return (
    <header className="sticky top-0 hidden h-dvh flex-col gap-6 border-e border-line px-3 py-5 md:flex">
      <p className="flex items-center gap-2.5 px-2">
        <Columns className="size-7 shrink-0 text-accent" />
        <span className="text-body leading-5 font-semibold text-balance">{host}</span>
      </p>
      <SearchLine />
      <nav aria-label={t('frame.places')} className="flex-1 overflow-y-auto">
        <ul className="flex flex-col gap-0.5">
          {places.map(({ place, to, icon: Icon, here, under, unread }, nth) => (
            <li key={place}>
              {under && under !== places[nth - 1]?.under && (
                <p className="px-3 pt-4 pb-1 text-fine font-medium text-faint">{t(`frame.under.${under}`)}</p>
              )}
              <Link
                to={to}
                prefetch="intent"
                aria-current={here ? 'page' : undefined}
                className={cx(
                  'flex min-h-9 items-center gap-3 rounded-box px-3 transition-colors',
                  here ? 'bg-accent-soft font-medium text-accent' : 'text-soft hover:bg-hover hover:text-ink',
                )}
              >
                <Icon className="size-[18px] shrink-0" strokeWidth={1.75} aria-hidden />
                {t(`frame.place.${place}`)}
                {unread && <UnreadCount {...unread} className="ms-auto" />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <button
        type="button"
        popovertarget={ME}
        className="flex items-center gap-3 rounded-box p-2 text-start transition-colors hover:bg-hover"
      >
        <Avatar name={person.name} id={person.id} />
        <span className="min-w-0 flex-1 leading-5">
          <span className="sr-only">{t('frame.you')} </span>
          <bdi className="block truncate font-medium">{person.name}</bdi>
          <bdi className="block truncate text-small text-faint">{grant ? grant.account : host}</bdi>
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-faint" aria-hidden />
      </button>
    </header>
  )
}
