import { CloudOff, LogIn, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLeftBehind } from './left-behind.ts'
import { useLine } from './line-state.ts'

/** One thin bar while news does not arrive; it goes by itself. Another where a part of the page did not come, which stays until it is loaded again. */
export function LineBar() {
  const { t } = useTranslation()
  const line = useLine()
  const behind = useLeftBehind()
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
      {behind && (
        <p className="appear flex items-center justify-center gap-2 bg-warn-soft px-4 py-1 text-small text-warn">
          <RefreshCw className="size-4 shrink-0" aria-hidden />
          <span>
            {t('frame.behind')}{' '}
            <a href="" className="font-medium underline underline-offset-2">
              {t('frame.load_again')}
            </a>
          </span>
        </p>
      )}
    </div>
  )
}
