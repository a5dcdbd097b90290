import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '#server/access/catalogue.ts'
import { useBase } from '~/frame/frame-context.ts'
import type { Crumb } from '~/frame/page.tsx'

/**
 * Accounts stand in two places: CRM → Sales → Accounts, and Accounting & Finance → Supplier Center. Which one it is decides the way there
 * and the kind of access that is proposed [A2].
 */
export function useWay(): {
  supplier: boolean
  list: string
  crumbs: Crumb[]
  proposes: Exclude<Kind, 'collaborator'> | null
} {
  const { t } = useTranslation(['accounts', 'common'])
  const base = useBase()
  const supplier = useLocation().pathname.startsWith(`${base}/suppliers`)
  const list = `${base}/${supplier ? 'suppliers' : 'accounts'}`
  const crumbs: Crumb[] = supplier
    ? [
        { label: t('common:frame.under.finance'), to: null },
        { label: t('accounts:supplier_center'), to: list },
      ]
    : [
        { label: t('accounts:crm'), to: null },
        { label: t('accounts:sales'), to: null },
        { label: t('accounts:title'), to: list },
      ]
  return { supplier, list, crumbs, proposes: supplier ? 'supplier' : null }
}
