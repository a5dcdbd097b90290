import { CloudOff, LogIn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLine } from './line-state.ts'

/** One thin bar while news does not arrive; it goes by itself. */
export function LineBar() {
  const { t } = useTranslation()
  const line = useLine()
  const Icon = line === 'signed_out' ? LogIn : CloudOff
  return (
    <div role="status" className="sticky top-0 z-40">
      {line !== 'live' && (
        <p className="appear flex items-center justify-center gap-2 bg-warn-soft px-4 py-1 text-small text-warn">
          <Icon className="size-4 shrink-0" aria-hidden />
          {t(`frame.line.${line}`)}
          {line === 'signed_out' && (
            <a href="/sign-in" className="font-medium underline underline-offset-2">
              {t('frame.line.sign_in')}
            </a>
          )}
        </p>
      )}
    </div>
  )
}
