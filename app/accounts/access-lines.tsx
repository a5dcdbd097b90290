import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../ui/button.tsx'
import { Badge, FrozenBadge } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import { MailOf, OfferButtons, OfferState } from './offer.tsx'
import type { ContactView, GrantView, OfferView } from './types.ts'

/** What access somebody has, and what they were offered. */
export function AccessLines({ contact }: { contact: ContactView }) {
  return (
    <>
      {contact.grants.map((grant) => (
        <GrantLine key={grant.id} grant={grant} />
      ))}
      {contact.invitations.map((invitation) => (
        <InvitationLine key={invitation.id} invitation={invitation} />
      ))}
    </>
  )
}

export const TONES = { live: 'good', suspended: 'warn', ended: 'plain' } as const

function GrantLine({ grant }: { grant: GrantView }) {
  const { t } = useTranslation(['accounts', 'common'])
  return (
    <div className="flex items-start justify-between gap-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{t(`accounts:role.${grant.role}`)}</span>
          {grant.state === 'live' && grant.frozen ? (
            <FrozenBadge how={grant.frozen} />
          ) : (
            <Badge tone={TONES[grant.state]}>{t(`accounts:state.${grant.state}`)}</Badge>
          )}
        </p>
        <p className="text-small text-faint">
          {t(`common:kind_of_grant.${grant.kind}`)} · {t('accounts:days_back')}:{' '}
          {grant.daysBack ?? t('accounts:no_limit')}
          {grant.lastDay && ` · ${t('accounts:until', { day: grant.lastDay })}`}
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

function InvitationLine({ invitation }: { invitation: OfferView }) {
  const { t } = useTranslation('accounts')
  return (
    <div className="flex flex-col gap-2">
      <div>
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{t(`role.${invitation.role}`)}</span>
          <OfferState offer={invitation} />
        </p>
        <p className="text-small break-words text-faint">
          {t('invited_by', { name: invitation.inviter, email: invitation.user.email })},{' '}
          <Time at={invitation.invitedAt} />
        </p>
        {invitation.mail && <MailOf offer={invitation} />}
      </div>
      <OfferButtons offer={invitation} />
    </div>
  )
}
