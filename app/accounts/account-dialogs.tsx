import { useNavigate, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { AddContactForm } from './add-contact-form.tsx'
import { ChangeGrantForm } from './change-grant-form.tsx'
import { EnableAccessForm } from './enable-access-form.tsx'
import { RemoveGrantForm } from './remove-grant-form.tsx'
import type { AccountPage } from './types.ts'

/** The dialogs of an account's page. Which one is open is in the address, so that a refusal or a reload leaves it open. */
export function AccountDialogs({ page }: { page: AccountPage }) {
  const { t } = useTranslation('accounts')
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const close = () => {
    navigate('?', { replace: true, preventScrollReset: true })
  }
  const invited = page.contacts.find((contact) => contact.id === query.get('enable'))
  const grants = page.contacts.flatMap((contact) => contact.grants.map((grant) => ({ grant, contact })))
  const changed = grants.find(({ grant }) => grant.id === query.get('change') && grant.mayChange)
  const removed = grants.find(({ grant }) => grant.id === query.get('remove') && grant.mayChange)
  if (invited && page.mostGiven !== null)
    return (
      <Dialog
        open
        key={invited.id}
        onClose={close}
        title={t('dialog.title', { name: invited.name })}
        description={t('dialog.lead')}
      >
        <EnableAccessForm page={page} contact={invited} mostGiven={page.mostGiven} onCancel={close} />
      </Dialog>
    )
  if (changed && page.mostGiven !== null)
    return (
      <Dialog
        open
        key={changed.grant.id}
        onClose={close}
        title={t('dialog.change_title', { name: changed.contact.name })}
      >
        <ChangeGrantForm page={page} grant={changed.grant} mostGiven={page.mostGiven} onCancel={close} />
      </Dialog>
    )
  if (removed)
    return (
      <Dialog
        open
        key={removed.grant.id}
        onClose={close}
        title={t('remove_title', { name: removed.contact.name })}
        description={t('remove_lead')}
      >
        <RemoveGrantForm grant={removed.grant} onCancel={close} />
      </Dialog>
    )
  if (query.get('contact') === 'new')
    return (
      <Dialog open key="contact" onClose={close} title={t('contact.title')} description={t('contact.lead')}>
        <AddContactForm onCancel={close} />
      </Dialog>
    )
  return null
}
