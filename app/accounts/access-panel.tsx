import type { ReactNode } from 'react'
import { useSearchParams } from '@remix-run/react'
import { KeyRound, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { FreezeForm } from '../access/freeze-form.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Section } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Badge, FrozenBadge } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import { TONES } from './access-lines.tsx'
import { EarlierAccess } from './earlier-access.tsx'
import { EditAccess } from './edit-access.tsx'
import { MailOf, OfferButtons, OfferState } from './offer.tsx'
import type { AccountPage, GrantView, OfferView } from './types.ts'

/** Who has access to an account [A8], and how all of it is frozen at once [A17]. */
export function AccessPanel({ page }: { page: AccountPage }) {
  return (
    <>
      <Panel page={page} />
      {page.mayFreeze && (
        <FreezeForm
          whom="account"
          does="freeze_account"
          how={page.frozen?.how ?? null}
          lastDay={page.frozen?.lastDay ?? null}
        />
      )}
      <EarlierAccess earlier={page.earlier} />
    </>
  )
}

/** The External Access panel of an account: with Edit all of it is changed at once. */
function Panel({ page }: { page: AccountPage }) {
  const { t } = useTranslation('access')
  const [query] = useSearchParams()
  const editing = query.get('access') === 'edit' && page.mostGiven !== null
  const offers = page.contacts.flatMap(({ invitations }) => invitations)
  return (
    <Section
      title={t('panel')}
      kind="list"
      action={
        !editing &&
        page.mostGiven !== null && (
          <LinkButton to="?access=edit#access" size="small" icon={Pencil} preventScrollReset>
            {t('edit')}
          </LinkButton>
        )
      }
    >
      <div id="access" />
      {editing && page.mostGiven !== null ? (
        <EditAccess page={page} mostGiven={page.mostGiven} />
      ) : page.grants.length + offers.length === 0 ? (
        <EmptyState icon={KeyRound} title={t('nobody')}>
          {t('nobody_help')}
        </EmptyState>
      ) : (
        page.grants.length > 0 && (
          <ul aria-label={t('panel')} className="divide-y divide-line">
            {page.grants.map((grant) => (
              <GrantSummary key={grant.id} grant={grant} />
            ))}
          </ul>
        )
      )}
      {offers.length > 0 && (
        <ul aria-label={t('states.invited')} className="divide-y divide-line border-t border-line first:border-t-0">
          {offers.map((offer) => (
            <OfferSummary key={offer.id} offer={offer} />
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Who, how far, as what and since when; and what is said of it now. */
function Summary({ of, children }: { of: GrantView | OfferView; children: ReactNode }) {
  const { t } = useTranslation(['access', 'accounts', 'common'])
  return (
    <li className="grid items-baseline gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_10rem_7rem_7rem_8rem]">
      <span className="min-w-0">
        <bdi className="font-medium wrap-anywhere">{of.user.name}</bdi>
        {of.notes && <span className="block text-small text-faint wrap-anywhere">{of.notes}</span>}
      </span>
      <span>{t(`accounts:role.${of.role}`)}</span>
      <span className="text-small text-soft">{t(`common:kind_of_grant.${of.kind}`)}</span>
      <span className="text-small text-soft">
        {of.daysBack === null ? t('access:no_days') : t('access:days', { count: of.daysBack })}
      </span>
      {children}
    </li>
  )
}

function OfferSummary({ offer }: { offer: OfferView }) {
  return (
    <Summary of={offer}>
      <span>
        <OfferState offer={offer} />
      </span>
      <div className="col-span-full flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <MailOf offer={offer} />
        <OfferButtons offer={offer} />
      </div>
    </Summary>
  )
}

function GrantSummary({ grant }: { grant: GrantView }) {
  const { t } = useTranslation(['access', 'accounts'])
  return (
    <Summary of={grant}>
      <span className="text-small text-faint">
        {grant.state === 'live' && grant.frozen ? (
          <FrozenBadge how={grant.frozen} />
        ) : grant.state !== 'live' ? (
          <Badge tone={TONES[grant.state]}>{t(`accounts:state.${grant.state}`)}</Badge>
        ) : grant.online ? (
          <Badge tone="good">{t('access:online')}</Badge>
        ) : grant.lastSeenAt ? (
          <Time at={grant.lastSeenAt} />
        ) : (
          t('access:never_seen')
        )}
      </span>
    </Summary>
  )
}
