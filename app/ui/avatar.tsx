import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'

const hues = [190, 25, 80, 140, 255, 300, 345, 55]

/** The same person has the same colour everywhere; it says nothing about them. */
const hueOf = (id: string) => {
  let sum = 7
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) >>> 0
  return hues[sum % hues.length]
}

/** First and last name's first letters, in any script. */
const initialsOf = (name: string) => {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return ends
    .map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x20).toLocaleUpperCase())
    .join('')
    .trim()
}

const sizes = { small: 'size-6 text-[10px]', normal: 'size-8 text-fine', large: 'size-12 text-lead' }

interface AvatarProps {
  name: string
  /** Decides the colour: the person's id. */
  id: string
  size?: keyof typeof sizes
  /** Whether the person has the page of this very record open; left out where nobody may know. */
  here?: boolean | undefined
  /** Whether they have any page of the portal open: a ring, which is not to be taken for `here`. */
  online?: boolean
  /** The name is beside it already, so it is not read twice. */
  silent?: boolean
  className?: string
}

/** A person by initials, with a dot while they are here, and a ring while they are online. */
export function Avatar({ name, id, size = 'normal', here, online, silent = true, className }: AvatarProps) {
  const { t } = useTranslation()
  const spoken = here ? t('person.here', { name }) : online ? t('person.online', { name }) : name
  return (
    <span
      className={cx('relative inline-flex shrink-0', className)}
      role={silent ? undefined : 'img'}
      aria-label={silent ? undefined : spoken}
      title={spoken}
    >
      <span
        aria-hidden
        style={{ '--hue': hueOf(id) } as CSSProperties}
        className={cx(
          'avatar inline-flex items-center justify-center rounded-full font-semibold select-none',
          sizes[size],
        )}
      >
        {initialsOf(name)}
      </span>
      {(here ?? online) && (
        <span
          aria-hidden
          className={cx(
            'appear absolute -end-0.5 -bottom-0.5 size-[30%] rounded-full ring-2 ring-surface',
            here ? 'bg-here' : 'border-2 border-here bg-surface',
          )}
        />
      )}
    </span>
  )
}

/** Several people in little room: the first few, then how many more. */
export function Avatars({ people, most = 4 }: { people: { id: string; name: string }[]; most?: number }) {
  const { t } = useTranslation()
  const more = people.length - most
  return (
    <span className="inline-flex items-center" role="img" aria-label={people.map((person) => person.name).join(', ')}>
      {people.slice(0, most).map((person, at) => (
        <Avatar
          key={person.id}
          {...person}
          size="small"
          className={cx('rounded-full ring-2 ring-surface', at > 0 && '-ms-1')}
        />
      ))}
      {more > 0 && <span className="ms-1.5 text-small text-faint">{t('person.more', { count: more })}</span>}
    </span>
  )
}
