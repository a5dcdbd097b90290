import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'
import { FormEnd } from './form-end.tsx'

/** Adds a person to the account. */
export function AddContactForm({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('accounts')
  const refused = useRefused()
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-5 [&>:empty]:-mb-5">
      <FormError words={refused.words} />
      <Field label={t('contact.name')} error={refused.field('name')}>
        <Input name="name" required maxLength={200} defaultValue={refused.typed('name')} />
      </Field>
      <Field label={t('dialog.email')} error={refused.field('email')} optional>
        <Input name="email" type="email" dir="ltr" defaultValue={refused.typed('email')} />
      </Field>
      <Field label={t('contact.job_title')} error={refused.field('jobTitle')} optional>
        <Input name="jobTitle" maxLength={200} defaultValue={refused.typed('jobTitle')} />
      </Field>
      <FormEnd what="add_contact" label={t('contact.add')} onCancel={onCancel} />
    </Form>
  )
}
