import { Form, useActionData, useNavigation } from '@remix-run/react'
import { UserPlus, UserSearch } from 'lucide-react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRole } from '#server/access/facts.ts'
import type { FoundTaker } from '#server/tasks/find-takers.ts'
import { Added } from '~/ui/added.tsx'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Field } from '~/ui/field.tsx'
import { FilterBar } from '~/ui/filter-bar.tsx'
import { Select } from '~/ui/input.tsx'
import { PersonTick } from '~/ui/person-tick.tsx'
import { FormError, isDone, useRefused } from '~/ui/refused.tsx'

interface AddPeopleProps {
  found: FoundTaker[]
  q: string
  /** Who was just added, by their keys. */
  added: readonly string[]
}

/** Finds people and adds several at once; whoever cannot be an auditor says why [B4]. */
export function AddPeople({ found, q, added }: AddPeopleProps) {
  const { t } = useTranslation('tasks')
  const [role, setRole] = useState<TaskRole>('participant')
  const refused = useRefused()
  const busy = useNavigation().formMethod === 'POST'
  const answer = useActionData()
  const form = useRef<HTMLFormElement>(null)
  const team = found.filter(({ accountName }) => accountName === null)
  const outside = found.filter(({ accountName }) => accountName !== null)
  const ofProject = Map.groupBy(
    outside.filter((person) => person.ofProject),
    ({ accountName }) => accountName,
  )
  const others = outside.filter((person) => !person.ofProject)
  // Who was added is not chosen any more.
  useEffect(() => {
    if (!isDone(answer)) return
    form.current?.reset()
    setRole('participant')
  }, [answer])
  return (
    <Section title={t('people.add_title')} kind="bare">
      <FilterBar q={q} searchLabel={t('people.search')} applyLabel={t('people.find')} />
      <Form ref={form} method="post" className="flex flex-col gap-4 rounded-box bg-surface p-5 ring-1 ring-line">
        {refused.typed('intent') === 'add' && (
          <FormError words={refused.field('people') ?? refused.field('role') ?? refused.words} />
        )}
        <input type="hidden" name="intent" value="add" />
        {found.length === 0 ? (
          <EmptyState icon={UserSearch} title={t('people.none_found')}>
            {t('people.none_found_help')}
          </EmptyState>
        ) : (
          <>
            <Group title={t('people.team')} people={team} role={role} />
            {Array.from(ofProject, ([account, people]) => (
              <Group key={account} title={<bdi>{account}</bdi>} people={people} role={role} />
            ))}
            <Group title={t('people.others')} help={t('people.others_help')} people={others} role={role} />
          </>
        )}
        <div className="flex flex-wrap items-end gap-3 border-t border-line pt-4">
          <Field label={t('people.as')} className="w-48">
            <Select name="role" value={role} onChange={(event) => setRole(event.target.value as TaskRole)}>
              {(['participant', 'assignee', 'auditor'] as const).map((each) => (
                <option key={each} value={each}>
                  {t(`role.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Button look="strong" icon={UserPlus} busy={busy}>
            {t('people.add')}
          </Button>
          <Added key={String(busy)} names={found.filter(({ key }) => added.includes(key)).map(({ name }) => name)} />
          <p className="basis-full text-small text-faint">{t(`people.may.${role}`)}</p>
        </div>
      </Form>
    </Section>
  )
}

interface GroupProps {
  title: ReactNode
  help?: string
  people: FoundTaker[]
  role: TaskRole
}

/** Those of one side: whom one adds belongs to the project's own two sides, or is somebody else. */
function Group({ title, help, people, role }: GroupProps) {
  const id = useId()
  if (people.length === 0) return null
  return (
    <div role="group" aria-labelledby={id}>
      <h3 id={id} className="text-small font-semibold text-soft">
        {title}
      </h3>
      {help && <p className="text-small text-faint">{help}</p>}
      <ul className="mt-1 grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-2">
        {people.map((person) => (
          <li key={person.key}>
            <Choice
              person={person}
              role={role}
              several={people.some(({ key, userId }) => userId === person.userId && key !== person.key)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Somebody who comes in several names is chosen in one of them: in which one is said beside the person's own. */
function Choice({ person, role, several }: { person: FoundTaker; role: TaskRole; several: boolean }) {
  const { t } = useTranslation(['tasks', 'common'])
  const refused = person.kind !== null && role === 'auditor'
  const told = [
    ...(person.kind && (several || person.kind !== 'client') ? [t(`common:kind_of_grant.${person.kind}`)] : []),
    ...(person.isAuthor ? [t('role.author')] : []),
    ...(refused ? [t('people.no_auditor')] : person.there || person.isAuthor ? [t('people.there')] : []),
  ]
  return (
    <PersonTick
      value={person.key}
      userId={person.userId}
      name={person.name}
      // What the heading does not say already.
      of={person.ofProject ? null : person.accountName}
      disabled={refused || (role === 'participant' && (person.there || person.isAuthor))}
      told={told}
    />
  )
}
