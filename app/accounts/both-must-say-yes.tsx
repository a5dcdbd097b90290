import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../frame/frame-context.ts'

/** Where a role is chosen it is said what decides beside it, with the way there for whoever may change it [A0, A10]. */
export function BothMustSayYes() {
  const { t } = useTranslation(['accounts', 'giving'])
  const { places } = useFrame().frame
  return (
    <p className="text-small text-faint">
      {t('giving:roles_table.rule')}{' '}
      {places.includes('settings') && (
        <Link to="/s/settings/permissions" className="link">
          {t('giving:roles_table.look')}
        </Link>
      )}
    </p>
  )
}
