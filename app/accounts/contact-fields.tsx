import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { useBegun } from '../ui/use-begun.ts'
import { FormEnd } from './form-end.tsx'
import { SavedContact } from './saved.tsx'
import type { ContactView } from './types.ts'

/** Adds a person to the account, or changes what is known of one. */
export function ContactForm({ contact: now, onCancel }: { contact?: ContactView; onCancel: () => void }) {
  const { t } = useTranslation('accounts')
  const refused = useRefused()
  const { from: contact, saved } = useBegun(now ?? null, refused)
  const typed = (name: string, kept: string | null | undefined) => refused.typed(name) ?? kept ?? ''
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-5 [&>:empty]:-mb-5">
      <FormError words={refused.words} />
      {saved && <SavedContact contact={saved} typed={refused.typed} />}
      {contact && (
        <>
          <input type="hidden" name="contactId" value={contact.id} />
          <input type="hidden" name="version" value={contact.version} />
        </>
      )}
      <Field label={t('contact.name')} error={refused.field('name')}>
        <Input name="name" required maxLength={200} defaultValue={typed('name', contact?.name)} />
      </Field>
      <Field label={t('contact.job_title')} error={refused.field('jobTitle')} optional>
        <Input name="jobTitle" maxLength={200} defaultValue={typed('jobTitle', contact?.jobTitle)} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('email')} error={refused.field('email')} optional>
          <Input name="email" type="email" dir="ltr" defaultValue={typed('email', contact?.email)} />
        </Field>
        <Field label={t('form.phone')} error={refused.field('phone')} optional>
          <Input name="phone" type="tel" dir="ltr" maxLength={60} defaultValue={typed('phone', contact?.phone)} />
        </Field>
      </div>
      {!contact?.isPrimary && (
        <Checkbox
          name="isPrimary"
          label={t('contact.primary')}
          help={t('contact.primary_help')}
          defaultChecked={refused.typed('isPrimary') === 'on'}
        />
      )}
      <FormEnd
        what={contact ? 'edit_contact' : 'add_contact'}
        label={t(contact ? 'save' : 'contact.add')}
        onCancel={onCancel}
      />
    </Form>
  )
}
