import type { Person } from '#server/feed/people.ts'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../ui/avatar.tsx'
import { cx } from '../ui/cx.ts'

interface PickerProps {
  id: string
  people: readonly Person[]
  /** Which of them the arrows have reached. */
  at: number
  onPick: (person: Person) => void
}

/** Whom the `@` before the caret may mean. The field keeps the focus; arrows, Enter and Escape are its keys. */
export function MentionPicker({ id, people, at, onPick }: PickerProps) {
  const { t } = useTranslation('feed')
  if (people.length === 0) return null
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={t('mention.list')}
      className="appear absolute inset-s-0 bottom-full z-20 mb-1 w-72 max-w-full rounded-box bg-surface p-1 shadow-lift ring-1 ring-line"
    >
      {people.map((person, nth) => (
        <li
          key={person.id}
          id={`${id}-${nth}`}
          role="option"
          aria-selected={nth === at}
          // Not a click: the field would lose its focus and caret first.
          onPointerDown={(event) => {
            event.preventDefault()
            onPick(person)
          }}
          className={cx('flex min-h-10 items-center gap-2.5 rounded-[6px] px-2 py-1', nth === at && 'bg-hover')}
        >
          <Avatar name={person.name} id={person.id} size="small" />
          <bdi className="min-w-0 truncate">{person.name}</bdi>
          <span className="ms-auto max-w-[45%] shrink-0 truncate text-small text-faint">
            {person.kind === 'staff' ? t('mention.staff') : person.account}
          </span>
        </li>
      ))}
    </ul>
  )
}
