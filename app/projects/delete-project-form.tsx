import { Form, useNavigation } from '@remix-run/react'
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { Input } from '~/ui/input.tsx'
import { useRefused } from '~/ui/refused.tsx'

/** Asks for the project's name before it is done; a disclosure, so that it asks without script too. */
export function DeleteProjectForm({ name }: { name: string }) {
  const { t } = useTranslation('projects')
  const refused = useRefused()
  const tried = refused.typed('intent') === 'delete'
  return (
    <details open={tried || undefined} className="rounded-box bg-surface ring-1 ring-line">
      <summary className="flex items-center gap-2 px-5 py-4 text-bad">
        <Trash2 className="size-4" aria-hidden />
        {t('delete.do')}
      </summary>
      <Form method="post" className="flex flex-col items-start gap-4 px-5 pb-5">
        <input type="hidden" name="intent" value="delete" />
        <p className="text-soft">{t('delete.help')}</p>
        <Field
          label={t('delete.type')}
          help={<bdi>{name}</bdi>}
          error={tried ? refused.field('name') : undefined}
          className="w-full"
        >
          <Input name="name" required autoComplete="off" defaultValue={tried ? refused.typed('name') : ''} />
        </Field>
        <Button look="grave" busy={useNavigation().formMethod === 'POST'}>
          {t('delete.confirm')}
        </Button>
      </Form>
    </details>
  )
}
