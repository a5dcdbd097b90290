import { useTranslation } from 'react-i18next'
import type { accountToEdit } from '#server/accounts/account-page.ts'
import type { Refused } from '../ui/refused.tsx'
import { SavedNow } from '../ui/saved-now.tsx'
import type { ContactView, GrantView } from './types.ts'

type Typed = Refused['typed']

/** What somebody else saved of an account while one edited it. */
export function SavedAccount({ account, typed }: { account: Awaited<ReturnType<typeof accountToEdit>>; typed: Typed }) {
  const { t } = useTranslation('accounts')
  return (
    <SavedNow
      typed={typed}
      fields={[
        { name: 'name', label: t('form.name'), value: account.name },
        { name: 'isCustomer', label: t('customer'), value: account.isCustomer },
        { name: 'isSupplier', label: t('supplier'), value: account.isSupplier },
        { name: 'isPerson', label: t('one_person'), value: account.isPerson },
        { name: 'email', label: t('email'), value: account.email },
        { name: 'phone', label: t('form.phone'), value: account.phone },
        { name: 'website', label: t('form.website'), value: account.website },
        {
          name: 'locale',
          label: t('form.language'),
          value: account.locale,
          shown: t(`language.${account.locale as 'en'}`),
        },
        { name: 'address', label: t('form.address'), value: account.address },
      ]}
    />
  )
}

/** And of a contact. */
export function SavedContact({ contact, typed }: { contact: ContactView; typed: Typed }) {
  const { t } = useTranslation('accounts')
  return (
    <SavedNow
      typed={typed}
      fields={[
        { name: 'name', label: t('contact.name'), value: contact.name },
        { name: 'jobTitle', label: t('contact.job_title'), value: contact.jobTitle },
        { name: 'email', label: t('email'), value: contact.email },
        { name: 'phone', label: t('form.phone'), value: contact.phone },
      ]}
    />
  )
}

interface SavedGrantProps {
  grant: GrantView
  typed: Typed
  /** Ends the fields' names, as in `GrantFields`. */
  of?: string
}

/** And of what a grant gives. */
export function SavedGrant({ grant, typed, of }: SavedGrantProps) {
  const { t } = useTranslation(['accounts', 'giving'])
  const named = (name: string) => (of ? `${name}.${of}` : name)
  return (
    <SavedNow
      typed={typed}
      fields={[
        { name: named('role'), label: t('giving:role'), value: grant.role, shown: t(`role.${grant.role}`) },
        { name: named('daysBack'), label: t('giving:days_back'), value: grant.daysBack },
        { name: named('lastDay'), label: t('giving:last_day'), value: grant.lastDay, day: true },
        {
          name: named('answersId'),
          label: t('giving:answers'),
          value: grant.answers?.id ?? null,
          ...(grant.answers && { shown: grant.answers.name }),
        },
        { name: named('notes'), label: t('giving:notes'), value: grant.notes },
        { name: named('suspended'), label: t('giving:suspended'), value: grant.state === 'suspended' },
      ]}
    />
  )
}
