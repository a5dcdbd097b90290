import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/avatar.tsx'
import { cx } from '../ui/cx.ts'
import { useFrame } from './frame-context.ts'
import { ME } from './me.tsx'
import { usePlaces } from './places.ts'
import { UnreadCount } from './unread-mark.tsx'

const tab =
  'flex min-w-0 flex-1 flex-col items-center gap-0.5 pt-2 pb-1.5 text-[10px] leading-4 min-[430px]:text-[11px]'

/** The places on a phone, under the thumb. */
export function BottomBar() {
  const { t } = useTranslation()
  const { person } = useFrame().frame
  return (
    <nav
      aria-label={t('frame.places')}
      className="bottom-bar fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface ps-[env(safe-area-inset-left)] pe-[env(safe-area-inset-right)] pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {usePlaces()
        .filter(({ aside }) => !aside)
        .map(({ place, to, icon: Icon, here, unread }) => (
          <Link
            key={place}
            to={to}
            aria-current={here ? 'page' : undefined}
            className={cx(tab, here ? 'font-medium text-accent' : 'text-soft')}
          >
            <span className="relative">
              <Icon className="size-5" strokeWidth={1.75} aria-hidden />
              {unread && (
                <UnreadCount
                  {...unread}
                  className="absolute start-3.5 -top-1.5 h-4! min-w-4! px-1! text-[10px]! ring-2 ring-surface"
                />
              )}
            </span>
            <span className="max-w-full truncate">{t(`frame.place.${place}`)}</span>
          </Link>
        ))}
      <button type="button" popovertarget={ME} className={cx(tab, 'text-soft')}>
        <Avatar name={person.name} id={person.id} size="small" className="-my-0.5" />
        <span>{t('frame.you')}</span>
      </button>
    </nav>
  )
}
