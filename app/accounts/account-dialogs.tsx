import { useNavigate, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { ChangeGrantForm } from './change-grant-form.tsx'
import { ContactForm } from './contact-fields.tsx'
import { EnableAccessDialog } from './enable-access-dialog.tsx'
import { RemoveGrantForm } from './remove-grant-form.tsx'
import { RemoveContactForm } from './remove-contact-form.tsx'
import type { AccessSide, ContactView } from './types.ts'

interface DialogsProps {
  page: AccessSide
  contacts: ContactView[]
}

/** The dialogs of an account's and a contact's page. Which one is open is in the address, so that a refusal or a reload leaves it open. */
export function AccountDialogs({ page, contacts }: DialogsProps) {
  const { t } = useTranslation('accounts')
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const close = () => {
    navigate('?', { replace: true, preventScrollReset: true })
  }
  const invited = contacts.find((contact) => contact.id === query.get('enable'))
  const grants = contacts.flatMap((contact) => contact.grants.map((grant) => ({ grant, contact })))
  const changed = grants.find(({ grant }) => grant.id === query.get('change') && grant.mayChange)
  const removed = grants.find(({ grant }) => grant.id === query.get('remove') && grant.mayChange)
  if (invited && page.mostGiven !== null)
    return <EnableAccessDialog page={page} contact={invited} mostGiven={page.mostGiven} onCancel={close} />
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
  const leaving = contacts.find((contact) => contact.id === query.get('remove_contact'))
  if (leaving)
    return (
      <Dialog
        open
        key={leaving.id}
        onClose={close}
        title={t('contact.remove_title', { name: leaving.name })}
        description={t('contact.remove_lead')}
      >
        <RemoveContactForm contact={leaving} onCancel={close} />
      </Dialog>
    )
  const edited = contacts.find((contact) => contact.id === query.get('contact'))
  if (edited)
    return (
      <Dialog open key={edited.id} onClose={close} title={t('contact.edit')}>
        <ContactForm contact={edited} onCancel={close} />
      </Dialog>
    )
  if (query.get('contact') === 'new')
    return (
      <Dialog open key="contact" onClose={close} title={t('contact.title')} description={t('contact.lead')}>
        <ContactForm onCancel={close} />
      </Dialog>
    )
  return null
}
