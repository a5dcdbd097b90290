import { useTranslation } from 'react-i18next'
import { Field, FieldError, FieldGroup } from '../ui/field.tsx'
import { Input, Select, Textarea } from '../ui/input.tsx'
import type { useRefused } from '../ui/refused.tsx'
import { Checkbox } from '../ui/tick.tsx'
import type { AccountView } from './types.ts'

interface AccountFieldsProps {
  account?: AccountView
  /** Opened from the Supplier Center. */
  supplier: boolean
  refused: ReturnType<typeof useRefused>
}

const LANGUAGES = ['en', 'bg', 'fr', 'ar'] as const

/** What is known of an account, in the forms that begin and edit one [A1]. */
export function AccountFields({ account, supplier, refused }: AccountFieldsProps) {
  const { t } = useTranslation('accounts')
  const typed = (name: string, kept: string | null | undefined) => refused.typed(name) ?? kept ?? ''
  return (
    <>
      <Field label={t('form.name')} error={refused.field('name')}>
        <Input name="name" required maxLength={200} defaultValue={typed('name', account?.name)} />
      </Field>
      <FieldGroup legend={t('form.what')} help={t('form.what_help')}>
        <Checkbox
          name="isCustomer"
          label={t('customer')}
          defaultChecked={refused.ticked('isCustomer', account?.isCustomer ?? !supplier)}
        />
        <Checkbox
          name="isSupplier"
          label={t('supplier')}
          defaultChecked={refused.ticked('isSupplier', account?.isSupplier ?? supplier)}
        />
        <Checkbox
          name="isPerson"
          label={t('one_person')}
          help={t('form.one_person_help')}
          defaultChecked={refused.ticked('isPerson', account?.isPerson ?? false)}
        />
        <FieldError words={refused.field('isCustomer')} />
      </FieldGroup>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t('email')} error={refused.field('email')} optional>
          <Input name="email" type="email" dir="ltr" defaultValue={typed('email', account?.email)} />
        </Field>
        <Field label={t('form.phone')} error={refused.field('phone')} optional>
          <Input name="phone" type="tel" dir="ltr" maxLength={60} defaultValue={typed('phone', account?.phone)} />
        </Field>
        <Field label={t('form.website')} error={refused.field('website')} optional>
          <Input name="website" dir="ltr" maxLength={200} defaultValue={typed('website', account?.website)} />
        </Field>
        <Field label={t('form.language')} help={t('form.language_help')} error={refused.field('locale')}>
          <Select name="locale" defaultValue={typed('locale', account?.locale) || 'en'}>
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {t(`language.${language}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={t('form.address')} error={refused.field('address')} optional>
        <Textarea name="address" rows={3} maxLength={500} defaultValue={typed('address', account?.address)} />
      </Field>
    </>
  )
}
