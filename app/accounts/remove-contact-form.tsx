import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { FormError, useRefused } from '../ui/refused.tsx'
import { FormEnd } from './form-end.tsx'
import type { ContactView } from './types.ts'

/** Asks once more before a person is taken out of the contacts. */
export function RemoveContactForm({ contact, onCancel }: { contact: ContactView; onCancel: () => void }) {
  const { t } = useTranslation('accounts')
  const refused = useRefused()
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-4 [&>:empty]:-mb-4">
      <FormError words={refused.words} />
      <input type="hidden" name="contactId" value={contact.id} />
      <FormEnd what="remove_contact" label={t('contact.remove')} grave onCancel={onCancel} />
    </Form>
  )
}
