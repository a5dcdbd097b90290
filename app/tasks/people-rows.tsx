import { useFetcher } from '@remix-run/react'
import { UserMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ROLES } from '#server/tasks/catalogue.ts'
import type { TaskPersonView } from '#server/tasks/views.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { IconButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Select } from '~/ui/input.tsx'
import { isDone, useRefused } from '~/ui/refused.tsx'
import { SaveBar, type Saving } from '~/ui/save-bar.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'

/** Those who are in the task, each with a role that is in force as soon as it is chosen. */
export function PeopleRows({ people }: { people: TaskPersonView[] }) {
  const { t } = useTranslation('tasks')
  return (
    <Section title={t('people.in_it')} kind="list" help={ROLES.map((role) => t(`people.may.${role}`)).join(' ')}>
      <ul className="divide-y divide-line">
        {people.map((person) => (
          <PersonRow key={person.key} person={person} />
        ))}
      </ul>
    </Section>
  )
}

function PersonRow({ person }: { person: TaskPersonView }) {
  const { t } = useTranslation('tasks')
  const change = useFetcher()
  const refused = useRefused(change.data, { person: person.key })
  const words = refused.field('role') ?? refused.field('person') ?? refused.words
  const external = person.accountName !== null
  const { save, pressed } = useInTurn(change)
  const role = chosen(pressed?.get('role')) ?? person.role
  if (change.formData?.get('intent') === 'remove') return null
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Avatar id={person.userId} name={person.name} />
      <div className="min-w-32 flex-1">
        <p>
          <bdi>{person.name}</bdi>
        </p>
        <p className="text-small text-faint">
          {person.accountName ? <bdi>{person.accountName}</bdi> : t('people.team')}
          {person.isAuthor && person.role !== 'author' && ` · ${t('role.author')}`}
        </p>
      </div>
      <SaveBar saving={savingOf(change.state, change.data, words)} />
      {person.role === 'author' ? (
        <span className="text-small text-faint">{t('role.author')}</span>
      ) : (
        <>
          <change.Form
            method="post"
            className="flex items-center gap-2"
            onChange={(event) => save(new FormData(event.currentTarget))}
          >
            <input type="hidden" name="intent" value="role" />
            <input type="hidden" name="person" value={person.key} />
            <Select
              key={role}
              name="role"
              defaultValue={role}
              aria-label={t('people.make', { name: person.name })}
              title={external ? t('people.auditor_refused') : undefined}
              className="w-40"
            >
              {ROLES.map((each) => (
                <option key={each} value={each} disabled={external && each === 'auditor'}>
                  {t(`role.${each}`)}
                </option>
              ))}
            </Select>
            <noscript>
              <button className="link text-small">{t('form.save')}</button>
            </noscript>
          </change.Form>
          <change.Form method="post">
            <input type="hidden" name="intent" value="remove" />
            <input type="hidden" name="person" value={person.key} />
            <IconButton type="submit" label={t('people.remove', { name: person.name })} icon={UserMinus} />
          </change.Form>
        </>
      )}
    </li>
  )
}

const chosen = (value: FormDataEntryValue | null | undefined) => ROLES.find((role) => role === value)

function savingOf(state: string, data: unknown, words: string | null): Saving {
  if (state !== 'idle') return { state: 'saving' }
  if (words) return { state: 'refused', words }
  return isDone(data) ? { state: 'saved' } : { state: 'idle' }
}
