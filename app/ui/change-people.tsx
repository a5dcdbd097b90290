import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** Leads to where the people of a record are changed. */
export function ChangePeople({ to }: { to: string }) {
  const { t } = useTranslation()
  return (
    <Link to={to} className="link text-small">
      {t('person.change')}
    </Link>
  )
}
