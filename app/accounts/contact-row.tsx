import { Form, useNavigation } from '@remix-run/react'
import { KeyRound, MailX, Pencil, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PartnerView } from '#server/conversations/partners.ts'
import { MessageButton } from '../chat/message-button.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Badge } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import type { ContactView, GrantView, InvitationView } from './types.ts'

/** A person of an account, and what access they have or were offered. */
export function ContactRow({
  contact,
  mayGive,
  partners,
}: {
  contact: ContactView
  mayGive: boolean
  /** Whom one may write to. */
  partners: readonly PartnerView[]
}) {
  const { t } = useTranslation('accounts')
  const writable = partners.find(({ opens }) => contact.grants.some(({ id }) => id === opens.value))
  const none = contact.grants.length + contact.invitations.length === 0
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-4">
      <Avatar id={contact.id} name={contact.name} />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <bdi className="min-w-0 wrap-anywhere">{contact.name}</bdi>
          {contact.isPrimary && <Badge>{t('primary')}</Badge>}
        </p>
        <p className="text-small break-words text-faint">
          {[contact.jobTitle, contact.email].filter(Boolean).join(' · ')}
        </p>
        {writable && (
          <div className="mt-2 flex">
            <MessageButton opens={writable.opens} name={contact.name} size="small" />
          </div>
        )}
      </div>
      <div className="flex w-full min-w-0 flex-col gap-3 sm:w-auto sm:basis-80">
        {contact.grants.map((grant) => (
          <GrantLine key={grant.id} grant={grant} />
        ))}
        {contact.invitations.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} />
        ))}
        {none && !mayGive && <p className="text-small text-faint">{t('no_access')}</p>}
        {none && mayGive && (
          <LinkButton
            to={`?enable=${contact.id}`}
            size="small"
            icon={KeyRound}
            preventScrollReset
            className="self-start"
          >
            {t('enable')}
          </LinkButton>
        )}
      </div>
    </li>
  )
}

const TONES = { live: 'good', suspended: 'warn', ended: 'plain' } as const

function GrantLine({ grant }: { grant: GrantView }) {
  const { t } = useTranslation(['accounts', 'common'])
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{t(`accounts:role.${grant.role}`)}</span>
          <Badge tone={TONES[grant.state]}>{t(`accounts:state.${grant.state}`)}</Badge>
        </p>
        <p className="text-small text-faint">
          {t(`common:kind_of_grant.${grant.kind}`)} · {t('accounts:days_back')}:{' '}
          {grant.daysBack ?? t('accounts:no_limit')}
          {grant.lastDay && ` · ${t('accounts:until')} ${grant.lastDay}`}
        </p>
        {grant.answers && (
          <p className="text-small text-faint">
            {t('accounts:answers')}: <bdi>{grant.answers.name}</bdi>
          </p>
        )}
      </div>
      {grant.mayChange && (
        <LinkButton to={`?change=${grant.id}`} size="small" look="plain" icon={Pencil} preventScrollReset>
          {t('accounts:change')}
        </LinkButton>
      )}
    </div>
  )
}

function InvitationLine({ invitation }: { invitation: InvitationView }) {
  const { t } = useTranslation('accounts')
  const sending = useNavigation().formData
  const busy = (what: string) => sending?.get('do') === what && sending.get('invitationId') === invitation.id
  return (
    <div className="flex flex-col gap-2">
      <div>
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{t(`role.${invitation.role}`)}</span>
          <Badge tone={invitation.runOut ? 'warn' : 'info'}>
            {t(invitation.runOut ? 'invited_run_out' : 'invited')}
          </Badge>
        </p>
        <p className="text-small break-words text-faint">
          {t('invited_by', { name: invitation.inviter, email: invitation.email })}, <Time at={invitation.invitedAt} />
        </p>
      </div>
      {invitation.mayChange && (
        <Form method="post" className="flex flex-wrap gap-2">
          <input type="hidden" name="invitationId" value={invitation.id} />
          <Button name="do" value="send_again" size="small" icon={Send} busy={busy('send_again')}>
            {t('send_again')}
          </Button>
          <Button name="do" value="withdraw" size="small" look="plain" icon={MailX} busy={busy('withdraw')}>
            {t('withdraw')}
          </Button>
        </Form>
      )}
    </div>
  )
}
