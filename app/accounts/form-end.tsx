import { useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'

/** The buttons at the end of a dialog's form, in sight however long it is. `what` is sent as `do`. */
export function FormEnd({
  what,
  label,
  grave = false,
  onCancel,
  start,
}: {
  what: string
  label: string
  grave?: boolean
  onCancel: () => void
  start?: ReactNode
}) {
  const { t } = useTranslation('accounts')
  const busy = useNavigation().formData?.get('do') === what
  return (
    <div className="sticky -bottom-6 z-10 -mx-6 -mb-6 flex flex-wrap items-center justify-end gap-3 rounded-b-box border-t border-line bg-surface px-6 py-3">
      {start && <span className="me-auto max-sm:grid max-sm:basis-full">{start}</span>}
      <Button type="button" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button name="do" value={what} look={grave ? 'grave' : 'strong'} busy={busy}>
        {label}
      </Button>
    </div>
  )
}
