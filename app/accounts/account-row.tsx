import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/avatar.tsx'
import { DataRow } from '../ui/list.tsx'
import { Badge } from '../ui/status.tsx'

interface AccountRowProps {
  account: {
    id: string
    name: string
    isCustomer: boolean
    isSupplier: boolean
    isPerson: boolean
    contacts: number
    grants: number
    invited: number
  }
  to: string
}

/** An account in a list, with how far the portal is open to it. */
export function AccountRow({ account, to }: AccountRowProps) {
  const { t } = useTranslation('accounts')
  return (
    <DataRow
      to={to}
      title={account.name}
      start={<Avatar id={account.id} name={account.name} />}
      note={
        <>
          <span>{account.isPerson ? t('one_person') : t('people', { count: account.contacts })}</span>
          <span>{account.grants > 0 ? t('with_access', { count: account.grants }) : t('no_access')}</span>
          {account.invited > 0 && <span>{t('with_invitation', { count: account.invited })}</span>}
        </>
      }
      end={<Kinds account={account} />}
    />
  )
}

/** What an account is to the host. */
export function Kinds({ account }: { account: { isCustomer: boolean; isSupplier: boolean } }) {
  const { t } = useTranslation('accounts')
  return (
    <span className="flex flex-wrap justify-end gap-1.5">
      {account.isCustomer && <Badge tone="accent">{t('customer')}</Badge>}
      {account.isSupplier && <Badge>{t('supplier')}</Badge>}
    </span>
  )
}
