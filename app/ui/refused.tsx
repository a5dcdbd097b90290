import { useActionData, useLocation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Words } from '#server/platform/errors.ts'
import { useWords } from '../frame/words.ts'
import { Notice } from './notice.tsx'
import { useRevalidate } from './use-revalidate.ts'

interface Refusal {
  refused: {
    status: number
    words: Words
    fields: Record<string, Words>
    typed: Record<string, string | string[]>
  }
}

const isRefusal = (data: unknown): data is Refusal => typeof data === 'object' && data !== null && 'refused' in data

/**
 * Whether a fetcher's answer says that it was done. `undefined`: nothing was answered yet. `null` is a Yes too: a rule that changed just then,
 * perhaps one's own next press, leaves no more of an answer than that (docs/decisions/0005).
 */
export const isDone = (answer: unknown): boolean => answer !== undefined && !isRefusal(answer)

/** Fields of a form by which it is known; undefined: it has none of that name. */
export type Sent = Record<string, string | undefined>

/** The refusal that concerns a form, of its fetcher's answer and its page's; null: none does. */
export function refusalOf(answer: unknown, own: unknown, form: Sent = {}): Refusal['refused'] | null {
  const given = answer ?? own
  if (!isRefusal(given)) return null
  const { refused } = given
  return given === answer || Object.entries(form).every(([name, value]) => refused.typed[name] === value)
    ? refused
    : null
}

/** What this page's action answered, for as long as one stays with it: the framework forgets it as soon as the page looks for news. */
export function useAnswer(): unknown {
  const now = useActionData()
  const { key } = useLocation()
  const [kept, keep] = useState({ key, answer: now })
  const answer = now === undefined && kept.key === key ? kept.answer : now
  if (kept.key !== key || kept.answer !== answer) keep({ key, answer })
  return answer
}

export type Refused = ReturnType<typeof useRefused>

/**
 * What the action said no to, in words, and what was typed. `answer`: a fetcher's data; without it, this page's action's, which answers
 * every form there is without script. `form`: what this one sends to be told from the others of its page: a refusal of those is none of
 * its. `field(name)` goes to `<Field error>`, `typed(name)` to `defaultValue`, so that nothing is lost without script either.
 */
export function useRefused(answer?: unknown, form?: Sent) {
  const own = useAnswer()
  const say = useWords()
  const refused = refusalOf(answer, own, form)
  const revalidate = useRevalidate()
  const gone = refused?.status === 404 && refused
  useEffect(() => {
    // What it was about is not there: the page may show it still, or be gone itself.
    if (gone) revalidate()
  }, [gone, revalidate])
  return {
    /** For the whole form; null when nothing was refused. */
    words: refused && say(refused.words),
    status: refused?.status ?? null,
    /** Which refusal it is: each is another. */
    refusal: refused,
    /** What is said of each field. */
    fields: Object.values(refused?.fields ?? {}).map(say),
    field: (name: string): string | undefined => {
      const words = refused?.fields[name]
      return words && say(words)
    },
    typed: (name: string): string | undefined => {
      const value = refused?.typed[name]
      return Array.isArray(value) ? value[0] : value
    },
    /** Whether a box was ticked; `before`: whether it is, where nothing was refused. */
    ticked: (name: string, before: boolean): boolean => (refused ? refused.typed[name] === 'on' : before),
    /** All that was chosen under one name. */
    typedAll: (name: string): string[] => {
      const value = refused?.typed[name] ?? []
      return Array.isArray(value) ? value : [value]
    },
  }
}

/** Says above a form why it was refused, and leads the reader to the first field that is marked, else there. */
export function FormError({ words }: { words: string | null }) {
  const box = useRef<HTMLDivElement>(null)
  const answer = useAnswer()
  useEffect(() => {
    if (!words) return
    const marked = box.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (marked) marked.focus()
    else box.current?.scrollIntoView({ block: 'nearest' })
    // Each answer leads there, also one that says the same again.
  }, [words, answer])
  return (
    <div ref={box} data-refused aria-live="assertive">
      {words && <Notice tone="bad">{words}</Notice>}
    </div>
  )
}
