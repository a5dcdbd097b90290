import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '~/frame/frame-context.ts'

/** What becomes of the mail that was just written: sent, or kept where there is no mail server. Who may open the outbox is led there. */
export function MailWritten() {
  const { t } = useTranslation('outbox')
  const { sendsMail, places } = useFrame().frame
  if (sendsMail) return <>{t('on_its_way')}</>
  return (
    <>
      {t('kept')}{' '}
      {places.includes('settings') && (
        <Link to="/s/settings/outbox" className="link">
          {t('open')}
        </Link>
      )}
    </>
  )
}
