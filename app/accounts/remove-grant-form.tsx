import { Form, useNavigation } from '@remix-run/react'
import { Pause } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'
import { useBegun } from '../ui/use-begun.ts'
import { FormEnd } from './form-end.tsx'
import { SavedGrant } from './saved.tsx'
import type { GrantView } from './types.ts'

/** Asks once more before a grant is taken away for good; a pause is offered in its place. */
export function RemoveGrantForm({ grant, onCancel }: { grant: GrantView; onCancel: () => void }) {
  const { t } = useTranslation('accounts')
  const refused = useRefused()
  const { from, saved } = useBegun(grant, refused)
  const suspending = useNavigation().formData?.get('do') === 'suspend_grant'
  const live = grant.state === 'live'
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-4 [&>:empty]:-mb-4">
      <FormError words={refused.words} />
      {saved && <SavedGrant grant={saved} typed={refused.typed} />}
      <p className="text-soft">{t('remove_for_good')}</p>
      {live && <p className="text-soft">{t('remove_or_suspend')}</p>}
      <input type="hidden" name="grantId" value={grant.id} />
      <input type="hidden" name="version" value={from.version} />
      <FormEnd
        what="remove"
        label={t('remove')}
        grave
        onCancel={onCancel}
        start={
          live && (
            <Button name="do" value="suspend_grant" icon={Pause} busy={suspending}>
              {t('suspend_instead')}
            </Button>
          )
        }
      />
    </Form>
  )
}
