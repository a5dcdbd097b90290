import { useTranslation } from 'react-i18next'
import type { ContactView } from './types.ts'

/** In one line, whose contact somebody is and what they have there: account, kind and role, or that it is nothing. */
export function useAccessSaid(): (contact: ContactView) => string {
  const { t } = useTranslation(['accounts', 'common'])
  return ({ grants, invitations }) => {
    const said = [...grants, ...invitations].map(({ account, kind, role }) =>
      t('accounts:access_of', {
        account: account.name,
        kind: t(`common:kind_of_grant.${kind}`),
        role: t(`accounts:role.${role}`),
      }),
    )
    return said.length > 0 ? said.join(' · ') : t('accounts:no_access')
  }
}
