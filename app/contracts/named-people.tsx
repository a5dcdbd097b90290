import { useFetcher } from '@remix-run/react'
import { UserMinus, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NamedAs } from '#server/contracts/people-page.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { IconButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

/** Who is named on a contract and as what; who approves, with the step on which they are asked. */
export function NamedPeople({ named }: { named: NamedAs[] }) {
  const { t } = useTranslation('contracts')
  const steps = new Set(named.filter(({ role }) => role === 'approver').map(({ position }) => position))
  const placeOf = (position: number) => [...steps].filter((one) => one <= position).length
  return (
    <Section title={t('named.title')} kind="list" help={steps.size === 0 ? t('named.no_approver') : undefined}>
      {named.length === 0 ? (
        <EmptyState icon={Users} title={t('named.none')} />
      ) : (
        <ul aria-label={t('named.title')} className="divide-y divide-line">
          {named.map((one) => (
            <Row
              key={`${one.key} ${one.role}`}
              one={one}
              place={one.role === 'approver' && steps.size > 1 ? placeOf(one.position) : null}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}

function Row({ one, place }: { one: NamedAs; place: number | null }) {
  const { t } = useTranslation(['contracts', 'tasks'])
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'unname', person: one.key, role: one.role })
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center gap-3">
        <Avatar id={one.userId} name={one.name} />
        <div className="min-w-0 flex-1 leading-5">
          <span className="block">
            <bdi>{one.name}</bdi>
          </span>
          <span className="block text-small text-faint">
            {one.accountName ? <bdi>{one.accountName}</bdi> : t('tasks:people.team')}
            {' · '}
            {place === null ? t(`contracts:role.${one.role}`) : t('contracts:named.on_step', { step: place })}
          </span>
        </div>
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="unname" />
          <input type="hidden" name="person" value={one.key} />
          <input type="hidden" name="role" value={one.role} />
          <IconButton
            type="submit"
            icon={UserMinus}
            label={t(`contracts:named.remove.${one.role}`, { name: one.name })}
            aria-busy={fetcher.state !== 'idle'}
          />
        </fetcher.Form>
      </div>
      <FormError words={refused.words} />
    </li>
  )
}
