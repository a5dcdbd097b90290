import { useTranslation } from 'react-i18next'
import type { TaskPersonView } from '#server/tasks/views.ts'
import { Avatar } from '~/ui/avatar.tsx'

/** Who is in the task, what they are in it, and who of them is here now. */
export function PeopleList({ people, here }: { people: TaskPersonView[]; here: ReadonlySet<string> }) {
  const { t } = useTranslation('tasks')
  return (
    <>
      <ul className="flex flex-col gap-2.5">
        {people.map((person) => (
          <li key={person.key} className="flex items-center gap-3">
            <Avatar id={person.userId} name={person.name} here={here.has(person.userId)} />
            <div className="min-w-0">
              <p className="truncate">
                <bdi>{person.name}</bdi>
                {here.has(person.userId) && <span className="sr-only"> {t('people.here')}</span>}
              </p>
              <p className="truncate text-small text-faint">
                {t(`role.${person.role}`)}
                {person.isAuthor && person.role !== 'author' && ` · ${t('role.author')}`}
                {person.accountName && (
                  <>
                    {' · '}
                    <bdi>{person.accountName}</bdi>
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {people.some(({ role }) => role === 'auditor') && (
        <p className="mt-2.5 text-small text-faint">{t('people.auditor_is')}</p>
      )}
    </>
  )
}
