import { Link } from '@remix-run/react'
import { KeyRound, Pencil, UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PartnerView } from '#server/conversations/partners.ts'
import { MessageButton } from '../chat/message-button.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Badge, FrozenBadge } from '../ui/status.tsx'
import { AccessLines } from './access-lines.tsx'
import { useAccessSaid } from './access-said.ts'
import type { ContactView } from './types.ts'
import { useSuspending } from './use-suspending.ts'

/** A person of an account, and what access they have or were offered. `to`: their card. */
export function ContactRow({
  contact,
  to,
  mayGive,
  partners,
}: {
  contact: ContactView
  to: string
  mayGive: boolean
  /** Whom one may write to. */
  partners: readonly PartnerView[]
}) {
  const { t } = useTranslation('accounts')
  const suspending = useSuspending(mayGive)
  const accessSaid = useAccessSaid()
  const writable = partners.find(({ opens }) => contact.grants.some(({ id }) => id === opens.value))
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-4">
      <Avatar
        id={contact.userId ?? contact.id}
        name={contact.name}
        online={contact.grants.some(({ online }) => online)}
      />
      <div className="min-w-0 flex-1 basis-40">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <Link to={to} prefetch="intent" className="min-w-0 wrap-anywhere hover:underline">
            <bdi>{contact.name}</bdi>
          </Link>
          {contact.isPrimary && <Badge>{t('primary')}</Badge>}
          <FrozenBadge how={contact.frozen?.how} />
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
      <div className="flex min-w-0 items-start gap-2 max-sm:w-full sm:basis-96">
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <AccessLines contact={contact} />
          {contact.access === 'none' &&
            (mayGive ? (
              <LinkButton
                to={`?enable=${contact.id}`}
                size="small"
                icon={KeyRound}
                preventScrollReset
                className="self-start"
              >
                {t('enable')}
              </LinkButton>
            ) : (
              <p className="text-small text-faint">{t('no_access')}</p>
            ))}
        </div>
        <Menu
          label={t('more_of', { name: contact.name })}
          name={contact.name}
          about={accessSaid(contact)}
          items={[
            { label: t('card'), icon: UserRound, to },
            { label: t('contact.edit'), icon: Pencil, to: `?contact=${contact.id}` },
            ...(mayGive && contact.access === 'none'
              ? [{ label: t('enable'), icon: KeyRound, to: `?enable=${contact.id}` }]
              : []),
            ...suspending(contact),
          ]}
        />
      </div>
    </li>
  )
}
