import { useTranslation } from 'react-i18next'
import type { ContractView } from '#server/contracts/views.ts'
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

/** Who is named on the contract, as what, and who of them is here. */
export function ContractPeople({ people, here }: { people: ContractView['people']; here: ReadonlySet<string> }) {
  const { t } = useTranslation('contracts')
  if (people.length === 0) return null
  return (
    <AsidePart title={t('people')}>
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
