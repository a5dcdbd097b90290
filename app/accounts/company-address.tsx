import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { AccountView, ContactView } from './types.ts'

/** The company's own address can be given access too; a person is better, and this says so [A2]. */
export function CompanyAddress({
  account,
  contacts,
  mayGive,
}: {
  account: AccountView
  contacts: ContactView[]
  mayGive: boolean
}) {
  const { t } = useTranslation('accounts')
  if (!mayGive || !account.email || contacts.some((contact) => contact.email === account.email)) return null
  return (
    <Notice
      title={t('company.title', { email: account.email })}
      action={
        <Form method="post">
          <input type="hidden" name="do" value="add_contact" />
          <input type="hidden" name="then" value="enable" />
          <input type="hidden" name="name" value={account.name} />
          <input type="hidden" name="email" value={account.email} />
          <Button size="small">{t('enable')}</Button>
        </Form>
      }
    >
      {t('company.advice')}
    </Notice>
  )
}
