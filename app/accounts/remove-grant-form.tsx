import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { FormError, useRefused } from '../ui/refused.tsx'
import { FormEnd } from './form-end.tsx'
import type { GrantView } from './types.ts'

/** Asks once more before a grant is taken away. */
export function RemoveGrantForm({ grant, onCancel }: { grant: GrantView; onCancel: () => void }) {
  const { t } = useTranslation('accounts')
  const refused = useRefused()
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-4 [&>:empty]:-mb-4">
      <FormError words={refused.words} />
      <input type="hidden" name="grantId" value={grant.id} />
      <input type="hidden" name="version" value={grant.version} key={grant.version} />
      <FormEnd what="remove" label={t('remove')} grave onCancel={onCancel} />
    </Form>
  )
}
