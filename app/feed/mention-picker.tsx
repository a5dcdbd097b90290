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
  /** The name that was typed, where nobody is called so. */
  nobody: string | null
}

const BOX =
  'appear absolute inset-s-0 bottom-full z-20 mb-1 w-72 max-w-full rounded-box bg-surface p-1 shadow-lift ring-1 ring-line'

/** Whom the `@` before the caret may mean. The field keeps the focus; arrows, Enter and Escape are its keys. */
export function MentionPicker({ id, people, at, onPick, nobody }: PickerProps) {
  const { t } = useTranslation('feed')
  if (people.length === 0)
    return (
      <p role="status" className={nobody === null ? 'contents' : cx(BOX, 'px-3! py-2! text-small text-soft')}>
        {nobody !== null && t('mention.nobody', { name: nobody })}
      </p>
    )
  return (
    <ul id={id} role="listbox" aria-label={t('mention.list')} className={BOX}>
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
