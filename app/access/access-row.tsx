import { Link } from '@remix-run/react'
import { Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FOR_EVER } from '#server/access/catalogue.ts'
import type { GrantView, OfferView } from '#server/accounts/views.ts'
import { TONES } from '~/accounts/access-lines.tsx'
import { MailOf, OfferState } from '~/accounts/offer.tsx'
import { useBase } from '~/frame/frame-context.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { buttonLook } from '~/ui/button.tsx'
import { cx } from '~/ui/cx.ts'
import { Badge, FrozenBadge } from '~/ui/status.tsx'
import { Day, Time } from '~/ui/time.tsx'
import { OfferIcons } from './offer-icons.tsx'
import { useWithQuery } from './with-query.ts'
import { WHERE_ROOM } from './where-room.ts'

const cell = 'px-2 py-2.5 align-top max-lg:px-0 max-lg:py-0.5 lg:first:ps-4'

/** One grant, or what was offered and waits. Below the width of the table its cells stand under each other, named. */
export function AccessRow({ grant }: { grant: GrantView | OfferView }) {
  const { t } = useTranslation(['access', 'accounts', 'common'])
  const base = useBase()
  const { user, account } = grant
  const offer = 'until' in grant ? grant : null
  const given = 'until' in grant ? null : grant
  return (
    <tr className="group transition-colors hover:bg-hover max-lg:relative max-lg:block max-lg:px-4 max-lg:py-3">
      <td className={`${cell} max-lg:block max-lg:pe-20`}>
        <Link
          to={`${base}/accounts/${account.id}`}
          prefetch="intent"
          className="font-medium wrap-anywhere hover:underline"
        >
          <bdi>{account.name}</bdi>
        </Link>
      </td>
      <td className={`${cell} max-lg:block lg:min-w-44`}>
        <span className="flex items-start gap-2">
          <Avatar id={user.id} name={user.name} size="small" online={given?.online ?? false} />
          <span className="min-w-0">
            <span className="block break-words">
              <bdi>{user.name}</bdi>
            </span>
            <span className="block wrap-anywhere text-faint">
              <bdi>
                {user.email.replace(/@.*/, '@')}
                <wbr />
                {user.email.replace(/.*@/, '')}
              </bdi>
            </span>
          </span>
        </span>
      </td>
      <Cell label={t('access:column.role')}>
        <span className="block font-medium lg:min-w-24">{t(`accounts:role.${grant.role}`)}</span>
      </Cell>
      <Cell label={t('access:column.days')}>
        <span className="tabular-nums">
          {grant.daysBack ?? <span className="text-faint">{t('accounts:no_limit')}</span>}
        </span>
      </Cell>
      <Cell label={t('access:column.notes')} empty={grant.notes === ''}>
        <bdi className="line-clamp-2 min-w-16 wrap-anywhere">{grant.notes}</bdi>
      </Cell>
      <Cell label={t('access:column.kind')}>{t(`common:kind_of_grant.${grant.kind}`)}</Cell>
      <Cell label={t('access:column.ends')} empty={grant.lastDay === null && grant.state === 'live' && !given?.frozen}>
        <span className="flex flex-wrap items-center gap-1.5 whitespace-nowrap">
          {grant.lastDay && <Day on={grant.lastDay} />}
          {offer && <OfferState offer={offer} />}
          {given?.state === 'live' && <FrozenBadge how={given.frozen} />}
          {given && given.state !== 'live' && (
            <Badge tone={TONES[given.state]}>{t(`accounts:state.${given.state}`)}</Badge>
          )}
        </span>
      </Cell>
      <Cell label={t('access:column.answers')} empty={grant.answers === null} className={WHERE_ROOM}>
        <bdi>{grant.answers?.name}</bdi>
      </Cell>
      <Cell label={t('access:column.seen')}>
        {offer && <MailOf offer={offer} />}
        {given?.online && <Badge tone="good">{t('access:online')}</Badge>}
        {given && !given.online && given.lastSeenAt && (
          <Time at={given.lastSeenAt} className="whitespace-nowrap text-faint" />
        )}
        {given && !given.online && !given.lastSeenAt && <span className="text-faint">{t('access:never_seen')}</span>}
      </Cell>
      <td className="px-2 py-1.5 align-top transition-colors max-lg:absolute max-lg:end-2 max-lg:top-1.5 lg:sticky lg:end-0 lg:bg-surface lg:group-hover:bg-hover">
        {given?.mayChange && <GrantIcons grant={given} />}
        {offer?.mayChange && <OfferIcons offer={offer} />}
      </td>
    </tr>
  )
}

function GrantIcons({ grant }: { grant: GrantView }) {
  const { t } = useTranslation('access')
  const to = useWithQuery()
  const name = { name: grant.user.name, account: grant.account.name }
  return (
    <span className="flex justify-end">
      <Icon to={to({ edit: grant.id })} label={t('edit_one', name)}>
        <Pencil className="size-4" aria-hidden />
      </Icon>
      {grant.role !== FOR_EVER && (
        <Icon to={to({ remove: grant.id })} label={t('remove_one', name)}>
          <Trash2 className="size-4" aria-hidden />
        </Icon>
      )}
    </span>
  )
}

interface CellProps {
  label: string
  empty?: boolean
  className?: string
  children: ReactNode
}

function Cell({ label, empty = false, className, children }: CellProps) {
  return (
    <td className={cx(cell, empty ? 'max-lg:hidden' : 'max-lg:flex', 'max-lg:gap-3', className)}>
      <span className="w-28 shrink-0 text-faint lg:hidden">{label}</span>
      {children}
    </td>
  )
}

function Icon({ to, label, children }: { to: string; label: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      preventScrollReset
      aria-label={label}
      title={label}
      className={`${buttonLook({ look: 'plain', size: 'small' })} w-8 px-0!`}
    >
      {children}
    </Link>
  )
}
