import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/dialog.tsx'
import { EnableAccessForm } from './enable-access-form.tsx'

type Props = ComponentProps<typeof EnableAccessForm> & { contact: { name: string } }

/** Asks how far somebody's access goes, and gives it. */
export function EnableAccessDialog(props: Props) {
  const { t } = useTranslation(['accounts', 'giving'])
  return (
    <Dialog
      open
      key={props.contact.id}
      onClose={props.onCancel}
      title={t('giving:title', { name: props.contact.name })}
      description={t('giving:lead')}
    >
      <EnableAccessForm {...props} />
    </Dialog>
  )
}
