import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import { usePresence } from '../live/use-line-of.ts'
import { Avatars } from '../ui/avatar.tsx'
import { useScene } from './feed-context.ts'
import { useNames } from './names.ts'

/** So long the server takes somebody for writing after their last key. Ms. */
const TYPING = 3000

interface PresenceProps {
  all: string
  team: string | null
  newest: EntryView | undefined
}

/** Who is here and who is writing, in one quiet line that keeps its room. */
export function Presence({ all, team, newest }: PresenceProps) {
  const { t } = useTranslation('feed')
  const { me } = useScene()
  const names = useNames()
  const there = usePresence(all)
  const teams = usePresence(team ?? all)
  const others = <One extends { id: string }>(people: readonly One[]) => people.filter(({ id }) => id !== me.id)
  const here = others(there.here)
  const done = useJustSent(newest)
  const typing = others([
    ...new Map([...there.typing, ...teams.typing].map((person) => [person.id, person])).values(),
  ]).filter(({ id }) => id !== done)
  return (
    <div className="flex min-h-8 items-center gap-3 ps-1 text-small text-faint">
      {here.length > 0 && <Avatars people={here.map((person) => ({ ...person, here: true }))} />}
      <span className="min-w-0 truncate">
        {typing.length > 0
          ? t('typing', { count: typing.length, names: names(typing.map(({ name }) => name)) })
          : here.length > 0 && t('here', { names: names(here.map(({ name }) => name)) })}
      </span>
    </div>
  )
}

/** Who has just sent what they were writing, for as long as they would still be taken for writing. */
function useJustSent(newest: EntryView | undefined): string | null {
  const [seen, setSeen] = useState(newest?.id)
  const [author, setAuthor] = useState<string | null>(null)
  if (newest && newest.id !== seen) {
    setSeen(newest.id)
    setAuthor(newest.author.id)
  }
  useEffect(() => {
    const timer = setTimeout(() => setAuthor(null), TYPING)
    return () => clearTimeout(timer)
  }, [seen])
  return author
}
