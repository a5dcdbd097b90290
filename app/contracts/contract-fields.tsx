import { useTranslation } from 'react-i18next'
import { Field } from '~/ui/field.tsx'
import { Input, Textarea } from '~/ui/input.tsx'
import type { useRefused } from '~/ui/refused.tsx'

/** Title and text of a contract, in the forms that begin and edit one. */
export function ContractFields({
  refused,
  title = '',
  body = '',
}: {
  refused: ReturnType<typeof useRefused>
  title?: string
  body?: string
}) {
  const { t } = useTranslation('contracts')
  return (
    <>
      <Field label={t('form.title')} error={refused.field('title')}>
        <Input name="title" defaultValue={refused.typed('title') ?? title} required maxLength={300} />
      </Field>
      <Field label={t('form.body')} help={t('form.body_help')} error={refused.field('body')}>
        <Textarea
          name="body"
          defaultValue={refused.typed('body') ?? body}
          rows={18}
          maxLength={200_000}
          className="max-h-none min-h-96"
        />
      </Field>
    </>
  )
}
