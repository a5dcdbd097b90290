import { useNavigate, useSearchParams } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { HeldRows } from '../ui/held-rows.tsx'
import { ChangeGrantForm } from './change-grant-form.tsx'
import { ContactForm } from './contact-fields.tsx'
import { EnableAccessDialog } from './enable-access-dialog.tsx'
import { RemoveGrantForm } from './remove-grant-form.tsx'
import { RemoveContactForm } from './remove-contact-form.tsx'
import type { AccessSide, ContactView, GrantView } from './types.ts'

interface DialogsProps {
  page: AccessSide
  contacts: ContactView[]
}

/** The dialogs of an account's and a contact's page. Which one is open is in the address, so that a refusal or a reload leaves it open. */
export function AccountDialogs({ page, contacts }: DialogsProps) {
  const { t } = useTranslation('accounts')
  const [query] = useSearchParams()
  const close = useClose()
  const grants = contacts.flatMap(({ name, grants }) => grants.map((grant) => ({ id: grant.id, grant, name })))
  return (
    <>
      <HeldRows rows={contacts}>{(contact) => <ContactDialog page={page} contact={contact} />}</HeldRows>
      <HeldRows rows={grants}>{(one) => <GrantDialog page={page} {...one} />}</HeldRows>
      {query.get('contact') === 'new' && (
        <Dialog open onClose={close} title={t('contact.title')} description={t('contact.lead')}>
          <ContactForm onCancel={close} />
        </Dialog>
      )}
    </>
  )
}

function useClose() {
  const navigate = useNavigate()
  return () => {
    navigate('?', { replace: true, preventScrollReset: true })
  }
}

function ContactDialog({ page, contact }: { page: AccessSide; contact: ContactView }) {
  const { t } = useTranslation('accounts')
  const [query] = useSearchParams()
  const close = useClose()
  if (query.get('enable') === contact.id && page.mostGiven !== null)
    return <EnableAccessDialog page={page} contact={contact} mostGiven={page.mostGiven} onCancel={close} />
  if (query.get('remove_contact') === contact.id)
    return (
      <Dialog
        open
        onClose={close}
        title={t('contact.remove_title', { name: contact.name })}
        description={t(contact.kept ? `contact.kept.${contact.kept}` : 'contact.remove_lead')}
      >
        {!contact.kept && <RemoveContactForm contact={contact} onCancel={close} />}
      </Dialog>
    )
  if (query.get('contact') === contact.id)
    return (
      <Dialog open onClose={close} title={t('contact.edit_title', { name: contact.name })}>
        <ContactForm contact={contact} onCancel={close} />
      </Dialog>
    )
  return null
}

function GrantDialog({ page, grant, name }: { page: AccessSide; grant: GrantView; name: string }) {
  const { t } = useTranslation(['accounts', 'giving'])
  const [query] = useSearchParams()
  const close = useClose()
  if (!grant.mayChange) return null
  if (query.get('change') === grant.id && page.mostGiven !== null)
    return (
      <Dialog open onClose={close} title={t('giving:change_title', { name })}>
        <ChangeGrantForm page={page} grant={grant} mostGiven={page.mostGiven} onCancel={close} />
      </Dialog>
    )
  if (query.get('remove') === grant.id)
    return (
      <Dialog open onClose={close} title={t('remove_title', { name })} description={t('remove_lead')}>
        <RemoveGrantForm grant={grant} onCancel={close} />
      </Dialog>
    )
  return null
}
