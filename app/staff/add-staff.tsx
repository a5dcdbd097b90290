import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { StaffRole } from '#server/staff/catalogue.ts'
import { Button } from '~/ui/button.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { CardFields } from './card-fields.tsx'

/** Adds somebody to the staff; a mail lets them choose a password. */
export function AddStaff({ roles, onCancel }: { roles: StaffRole[]; onCancel: () => void }) {
  const { t } = useTranslation('settings')
  const refused = useRefused()
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-5 [&>:empty]:-mb-5">
      <FormError words={refused.words} />
      <CardFields roles={roles} refused={refused} />
      <div className="flex justify-end gap-3">
        <Button type="button" onClick={onCancel}>
          {t('staff.cancel')}
        </Button>
        <Button look="strong" busy={busy}>
          {t('staff.invite')}
        </Button>
      </div>
    </Form>
  )
}
