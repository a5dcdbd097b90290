import { Form, useNavigation } from '@remix-run/react'
import { MailX, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '../frame/frame-context.ts'
import { Button } from '../ui/button.tsx'
import { Badge } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import type { OfferView } from './types.ts'

/** Whether what was offered can still be accepted. */
export function OfferState({ offer }: { offer: OfferView }) {
  const { t } = useTranslation('accounts')
  const runOut = offer.state === 'run_out'
  return <Badge tone={runOut ? 'warn' : 'info'}>{t(runOut ? 'invited_run_out' : 'invited')}</Badge>
}

/** When the mail with the link left, or where it is instead [A8]; when they were invited, where mails of then are cleared away. */
export function MailOf({ offer: { mail, invitedAt } }: { offer: OfferView }) {
  const { t } = useTranslation('accounts')
  const at = mail ? mail.at : invitedAt
  return (
    <span className="block text-small text-faint">
      {t(`mail.${mail?.state ?? 'none'}`)} {at && <Time at={at} as={mail ? 'moment' : 'ago'} />}
    </span>
  )
}

/** Sends the link once more, or takes the invitation back [A2]. Where no mail leaves the portal, a new link is made and kept. */
export function OfferButtons({ offer }: { offer: OfferView }) {
  const { t } = useTranslation('accounts')
  const { sendsMail } = useFrame().frame
  const sending = useNavigation().formData
  const busy = (what: string) => sending?.get('do') === what && sending.get('invitationId') === offer.id
  if (!offer.mayChange) return null
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap gap-2">
      <input type="hidden" name="invitationId" value={offer.id} />
      <Button name="do" value="send_again" size="small" icon={Send} busy={busy('send_again')}>
        {t(sendsMail ? 'send_again' : 'new_link')}
        <span className="sr-only"> {offer.user.name}</span>
      </Button>
      <Button name="do" value="withdraw" size="small" look="plain" icon={MailX} busy={busy('withdraw')}>
        {t('withdraw')}
        <span className="sr-only"> {offer.user.name}</span>
      </Button>
    </Form>
  )
}
