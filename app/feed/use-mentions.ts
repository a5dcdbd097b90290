import { useState, type KeyboardEvent, type RefObject } from 'react'
import type { Person } from '#server/feed/people.ts'
import { fitting, mentionAt, nobodyFits } from './mention-text.ts'

/** The picker's state beside a text field. `put` takes the new text, whom it mentions, and where the caret goes. */
export function useMentions(
  field: RefObject<HTMLTextAreaElement>,
  people: readonly Person[],
  put: (text: string, person: Person, caret: number) => void,
) {
  const [asked, setAsked] = useState<{ start: number; query: string } | null>(null)
  const [at, setAt] = useState(0)
  /** Put away with Escape, until another `@`. */
  const [away, setAway] = useState(-1)
  const open = asked && asked.start !== away ? asked : null
  const found = open ? fitting(people, open.query) : []
  const nobody = open && nobodyFits(people, open.query)

  const look = () => {
    const box = field.current
    const next = box && mentionAt(box.value, box.selectionStart)
    setAsked(next ?? null)
    setAt(0)
    if (next?.start !== away) setAway(-1)
  }
  const pick = (person: Person) => {
    const box = field.current
    if (!box || !asked) return
    const rest = box.value.slice(asked.start + 1 + asked.query.length)
    const text = `${box.value.slice(0, asked.start)}@${person.name}${rest.startsWith(' ') ? '' : ' '}${rest}`
    setAsked(null)
    setAway(asked.start)
    put(text, person, asked.start + person.name.length + 2)
  }
  /** True when the key was the picker's. */
  const steer = (event: KeyboardEvent): boolean => {
    const chosen = found[at]
    if (!chosen || event.nativeEvent.isComposing) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + found.length) % found.length)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') pick(chosen)
    else if (event.key === 'Escape') setAway(asked?.start ?? -1)
    else return false
    event.preventDefault()
    return true
  }
  return { picker: { people: found, nobody, at, onPick: pick }, look, steer, close: () => setAsked(null) }
}
