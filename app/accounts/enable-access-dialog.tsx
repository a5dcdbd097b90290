import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../frame/frame-context.ts'
import { Dialog } from '../ui/dialog.tsx'
import { EnableAccessForm } from './enable-access-form.tsx'

type Props = ComponentProps<typeof EnableAccessForm> & { contact: { name: string } }

/** Asks how far somebody's access goes, and gives it. */
export function EnableAccessDialog(props: Props) {
  const { t } = useTranslation(['accounts', 'giving'])
  const { sendsMail, places } = useFrame().frame
  const unsent = places.includes('settings') ? 'giving:lead_kept' : 'giving:lead_ask'
  return (
    <Dialog
      open
      key={props.contact.id}
      onClose={props.onCancel}
      title={t('giving:title', { name: props.contact.name })}
      description={t(sendsMail ? 'giving:lead' : unsent)}
    >
      <EnableAccessForm {...props} />
    </Dialog>
  )
}
