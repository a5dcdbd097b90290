import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContractView } from '#server/contracts/views.ts'
import type { Person } from '#server/feed/people.ts'
import { AsidePart } from '~/frame/page.tsx'
import { Avatar } from '~/ui/avatar.tsx'
import { Fact, Facts } from '~/ui/card.tsx'
import { Time } from '~/ui/time.tsx'

/** What the contract is about, for the right rail. */
export function ContractFacts({ contract }: { contract: ContractView }) {
  const { t } = useTranslation('contracts')
  return (
    <AsidePart title={t('details')}>
      <Facts>
        <Fact name={t('with')}>
          <bdi>{contract.account.name}</bdi>
        </Fact>
        <Fact name={t('owner')}>
          <bdi>{contract.owner.name}</bdi>
        </Fact>
        <Fact name={t('ref')}>
          <span className="font-mono text-small">{contract.ref}</span>
        </Fact>
        <Fact name={t('text_version')}>{contract.version}</Fact>
        <Fact name={t('begun')}>
          <Time at={contract.createdAt} as="day" />
        </Fact>
      </Facts>
    </AsidePart>
  )
}

interface PeopleProps {
  /** Whose contract it is on the host's side. */
  owner: ContractView['owner']
  /** Who is named on it. */
  named: ContractView['people']
  /** Externals who have it within reach, named on it or not. */
  readers: readonly Person[]
  here: ReadonlySet<string>
  /** Leads to where they are changed. */
  change: ReactNode
}

/** Whose contract it is, and who is named on it, as what; who reads it all the same; and who of them is here. */
export function ContractPeople({ owner, named, readers, here, change }: PeopleProps) {
  const { t } = useTranslation('contracts')
  const others = readers.filter(({ id }) => named.every((one) => one.id !== id))
  const also = named.find(({ id }) => id === owner.id)
  const people = [
    { ...owner, account: null, roles: ['owner' as const, ...(also?.roles ?? [])] },
    ...named.filter((one) => one !== also),
    ...others.map((one) => ({ ...one, roles: ['reader' as const] })),
  ]
  return (
    <AsidePart title={t('people')} action={change}>
      <ul className="flex flex-col gap-3">
        {people.map((person) => (
          <li key={person.id} className="flex items-start gap-3">
            <Avatar name={person.name} id={person.id} here={here.has(person.id)} />
            <div className="min-w-0 leading-5">
              <span className="block">
                <bdi>{person.name}</bdi>
              </span>
              <span className="block text-small text-faint">
                {person.account && (
                  <>
                    <bdi>{person.account}</bdi>
                    {' · '}
                  </>
                )}
                {person.roles.map((role) => t(`role.${role}`)).join(', ')}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </AsidePart>
  )
}
