import { Form } from '@remix-run/react'
import { MailX, Send, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OfferView } from '#server/accounts/views.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { buttonLook } from '~/ui/button.tsx'

/** At the end of the row of somebody who was invited: the link once more, or the invitation back [A2, A8]. */
export function OfferIcons({ offer }: { offer: OfferView }) {
  const { t } = useTranslation('access')
  const { sendsMail } = useFrame().frame
  const name = { name: offer.user.name, account: offer.account.name }
  return (
    <Form method="post" preventScrollReset className="flex justify-end">
      <input type="hidden" name="invitationId" value={offer.id} />
      <Do what="send_again" icon={Send} label={t(sendsMail ? 'send_one' : 'link_one', name)} />
      <Do what="withdraw" icon={MailX} label={t('withdraw_one', name)} />
    </Form>
  )
}

function Do({ what, icon: Icon, label }: { what: string; icon: LucideIcon; label: string }) {
  return (
    <button
      name="do"
      value={what}
      aria-label={label}
      title={label}
      className={`${buttonLook({ look: 'plain', size: 'small' })} w-8 px-0!`}
    >
      <Icon className="size-4" aria-hidden />
    </button>
  )
}
