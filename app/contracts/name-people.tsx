import { Form, useActionData, useNavigation } from '@remix-run/react'
import { UserPlus, UserSearch } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContractRole } from '#server/access/facts.ts'
import type { FoundNameable } from '#server/contracts/nameable.ts'
import type { ContractPeoplePage } from '#server/contracts/people-page.ts'
import { Added } from '~/ui/added.tsx'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Field } from '~/ui/field.tsx'
import { FilterBar } from '~/ui/filter-bar.tsx'
import { Select } from '~/ui/input.tsx'
import { PersonTick } from '~/ui/person-tick.tsx'
import { FormError, isDone, useRefused } from '~/ui/refused.tsx'

interface NamePeopleProps {
  found: FoundNameable[]
  q: string
  /** Whose people are offered before collaborators. */
  account: string
  steps: ContractPeoplePage['steps']
  approversOpen: boolean
  /** Who was just named, by their keys. */
  added: readonly string[]
}

/** Finds people and names several at once, to review, approve or sign. */
export function NamePeople({ found, q, account, steps, approversOpen, added }: NamePeopleProps) {
  const { t } = useTranslation(['contracts', 'tasks'])
  const first = approversOpen ? 'approver' : 'reviewer'
  const [chosen, choose] = useState<ContractRole>(first)
  const refused = useRefused()
  const busy = useNavigation().formMethod === 'POST'
  const answer = useActionData()
  const form = useRef<HTMLFormElement>(null)
  // Who was named is not chosen any more.
  useEffect(() => {
    if (!isDone(answer)) return
    form.current?.reset()
    choose(first)
  }, [answer, first])
  const roles = (['approver', 'reviewer', 'signer'] as const).filter((one) => one !== 'approver' || approversOpen)
  // What was chosen may not be open any more.
  const role = roles.find((one) => one === chosen) ?? first
  const groups = Map.groupBy(found, ({ accountName }) => accountName)
  return (
    <Section title={t('contracts:named.add')} kind="bare">
      <FilterBar q={q} searchLabel={t('tasks:people.search')} applyLabel={t('tasks:people.find')} />
      <Form ref={form} method="post" className="flex flex-col gap-4 rounded-box bg-surface p-5 ring-1 ring-line">
        {refused.typed('intent') === 'name' && <FormError words={refused.field('people') ?? refused.words} />}
        <input type="hidden" name="intent" value="name" />
        {found.length === 0 ? (
          <EmptyState icon={UserSearch} title={t('tasks:people.none_found')}>
            {t('contracts:named.none_found', { account })}
          </EmptyState>
        ) : (
          Array.from(groups, ([name, people]) => (
            <Group key={name} title={name ? <bdi>{name}</bdi> : t('tasks:people.team')} people={people} role={role} />
          ))
        )}
        <div className="flex flex-wrap items-end gap-3 border-t border-line pt-4">
          <Field label={t('tasks:people.as')} className="w-48">
            <Select name="role" value={role} onChange={({ target }) => choose(target.value as ContractRole)}>
              {roles.map((one) => (
                <option key={one} value={one}>
                  {t(`contracts:role.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          {role === 'approver' && steps.some(({ approved }) => !approved) && (
            <Field label={t('contracts:named.when')} className="w-56">
              <Select name="step" defaultValue="">
                <option value="">{t('contracts:named.after')}</option>
                {steps.map(
                  ({ position, approved }, nth) =>
                    !approved && (
                      <option key={position} value={position}>
                        {t('contracts:named.with', { step: nth + 1 })}
                      </option>
                    ),
                )}
              </Select>
            </Field>
          )}
          <Button look="strong" icon={UserPlus} busy={busy}>
            {t('contracts:named.do')}
          </Button>
          <Added key={String(busy)} names={found.filter(({ key }) => added.includes(key)).map(({ name }) => name)} />
          <p className="basis-full text-small text-faint">
            {t(approversOpen ? 'contracts:named.who' : 'contracts:named.settled', { account })}
          </p>
        </div>
      </Form>
    </Section>
  )
}

/** Those of one side. */
function Group({ title, people, role }: { title: ReactNode; people: FoundNameable[]; role: ContractRole }) {
  const { t } = useTranslation(['contracts', 'common'])
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <h3 id={id} className="text-small font-semibold text-soft">
        {title}
      </h3>
      <ul className="mt-1 grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-2">
        {people.map((person) => {
          const told = [
            ...(person.kind && person.kind !== 'client' ? [t(`common:kind_of_grant.${person.kind}`)] : []),
            ...person.roles.map((one) => t(`contracts:role.${one}`)),
          ]
          return (
            <li key={person.key}>
              <PersonTick
                value={person.key}
                userId={person.userId}
                name={person.name}
                disabled={person.roles.includes(role)}
                told={told}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
