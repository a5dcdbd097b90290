import { Form, Link, useLocation } from '@remix-run/react'
import { Check, LogOut, UserRound } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetUploads } from '../files/kept-uploads.ts'
import { buttonLook } from '../ui/button.tsx'
import { PopupHead } from '../ui/popup-head.tsx'
import { noteLeaving } from './forget.ts'
import { useBase, useFrame, baseOf } from './frame-context.ts'
import { ThemeChoice } from './theme-choice.tsx'

/** The popover's id, for the buttons that open it. */
export const ME = 'frame-me'

/** Oneself: in whose name one is here, light or dark, and the way out. */
export function Me() {
  const { t } = useTranslation()
  const { host, grants, grant, person } = useFrame().frame
  const level = grant && `${t(`kind_of_grant.${grant.kind}`)}, ${t(`level.${grant.role}`)}`
  useEffect(() => noteLeaving(null), [])
  const { pathname } = useLocation()
  const base = useBase()
  return (
    <div id={ME} popover="auto" key={pathname} className="popup w-full p-4 md:w-72">
      <div className="-mx-3 -mt-2 mb-2">
        <PopupHead name={person.name} about={grant ? `${grant.account} · ${level}` : host} />
      </div>
      {grants.length > 1 && (
        <nav aria-label={t('frame.switch')} className="-mx-2 mb-4 border-b border-line pb-3">
          <p className="px-2 pb-1 text-small text-faint">{t('frame.switch')}</p>
          {grants.map((one) => (
            <Link
              key={one.id}
              to={baseOf({ grant: one })}
              aria-current={one.id === grant?.id || undefined}
              className="flex min-h-10 items-center gap-2 rounded-[6px] px-2 py-1 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <bdi className="block truncate">{one.account}</bdi>
                <span className="block text-small text-faint">{t(`kind_of_grant.${one.kind}`)}</span>
              </span>
              {one.id === grant?.id && <Check className="size-4 text-accent" aria-hidden />}
            </Link>
          ))}
        </nav>
      )}
      <Link to={`${base}/profile`} className={`${buttonLook()} mb-4 w-full`}>
        <UserRound className="size-4" aria-hidden />
        {t('frame.profile')}
      </Link>
      <ThemeChoice />
      <Form
        method="post"
        action="/sign-out"
        className="mt-4"
        onSubmit={() => {
          forgetUploads()
          noteLeaving(person.id)
        }}
      >
        <button className={`${buttonLook()} w-full`}>
          <LogOut className="size-4 rtl:-scale-x-100" aria-hidden />
          {t('frame.sign_out')}
        </button>
      </Form>
    </div>
  )
}
