import { useTranslation } from 'react-i18next'
import type { Hit, Subject } from '#server/search/hits.ts'
import type { Group } from '#server/search/search.ts'
import { useBase, useFrame } from '../frame/frame-context.ts'
import { isolated } from '../feed/names.ts'
import { usePlaces } from '../frame/places.ts'
import { useReach } from '../frame/reach.ts'

/** One thing that can be gone to. */
export interface Choice {
  id: string
  to: string
  title: string
  beside?: string | null
  within?: Hit['within']
  said?: Hit['said']
  ref?: string | null
  status?: Hit['status']
}

export interface Section {
  id: string
  title: string
  choices: Choice[]
}

const SETTINGS = [
  ['host', '/settings/host'],
  ['permissions', '/settings/permissions'],
  ['staff', '/settings/staff'],
  ['contracts', '/settings/contracts'],
  ['outbox', '/settings/outbox'],
] as const

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Every word is the beginning of one in the text; nothing typed fits all, and signs alone fit none. */
export function fits(text: string, typed: string): boolean {
  if (typed.trim() === '') return true
  const [there, wanted] = [wordsOf(text), wordsOf(typed)]
  return wanted.length > 0 && wanted.every((word) => there.some((one) => one.startsWith(word)))
}

/** The pages that open to this person, whose names fit what was typed. */
export function usePages(typed: string): Choice[] {
  const { t } = useTranslation(['common', 'search'])
  const { frame } = useFrame()
  const base = useBase()
  const places = usePlaces().map(({ place, to }) => ({ id: `page-${place}`, to, title: t(`frame.place.${place}`) }))
  const settings = frame.places.includes('settings')
    ? SETTINGS.map(([name, path]) => {
        const title = t(`search:page.${name}`)
        // Who looks for a setting knows what it is about before what its page is called.
        return { id: `page-s-${name}`, to: base + path, title, words: `${title} ${t(`search:page_words.${name}`)}` }
      })
    : []
  if (typed.trim() === '') return []
  return [...places.filter(({ title }) => fits(title, typed)), ...settings.filter(({ words }) => fits(words, typed))]
}

/** What was said is searched in Chat [C2]; this leads there with the same words. Null where nothing was typed, or chat is not open. */
export function useMessages(typed: string): Choice | null {
  const { t } = useTranslation('search')
  const { frame } = useFrame()
  const base = useBase()
  const words = typed.trim()
  if (wordsOf(words).length === 0 || !frame.places.includes('chat')) return null
  return {
    id: 'messages',
    to: base + listOf('conversations', words),
    title: t('in_messages', { words: isolated(words) }),
    beside: t('in_messages_help'),
  }
}

/** What is said where nothing was found: while what was said is yet to be looked through, no more than that nothing is called so. */
export const noneOf = (messages: Choice | null) => (messages ? 'none_named' : 'none')

/** The subjects that have a list: files and comments are found, and otherwise stand on what they hang on. */
type Listed = Exclude<Subject, 'files' | 'comments'>
const isListed = (subject: Subject): subject is Listed => subject !== 'files' && subject !== 'comments'

/** What was found, without what ages out of days back while it is shown [A7]. */
export function useWithinReach() {
  const { holds } = useReach()
  return (groups: readonly Group[]) => stillHeld(groups, holds)
}

export const stillHeld = (groups: readonly Group[], holds: (at: string) => boolean): Group[] =>
  groups
    .map((group) => ({ ...group, hits: group.hits.filter(({ said }) => !said || holds(said.at)) }))
    .filter(({ hits }) => hits.length > 0)

/** What a group of found things is headed with, and the way to all of them where there are more and they have a list. */
export function useGroup() {
  const { t } = useTranslation('search')
  const base = useBase()
  return ({ subject, more }: Pick<Group, 'subject' | 'more'>, typed: string) => {
    if (!isListed(subject)) return { title: t(more ? `first.${subject}` : `subject.${subject}`), more: null }
    const all = more ? { id: `more-${subject}`, to: base + listOf(subject, typed), title: t(`more.${subject}`) } : null
    return { title: t(`subject.${subject}`), more: all }
  }
}

/** The list that holds all of a subject that were found. */
function listOf(subject: Listed, typed: string): string {
  if (subject === 'staff') return '/settings/staff'
  const query = new URLSearchParams({ q: typed.trim().slice(0, 100) })
  if (subject === 'tasks') for (const name of ['whose', 'status']) query.set(name, 'all')
  return `/${subject === 'contacts' ? 'accounts' : subject}?${query.toString()}`
}

export const choiceOf =
  (base: string) =>
  ({ subject, id, title, beside, within, said, ref, status, path }: Hit): Choice => ({
    id: `${subject}-${id}`,
    to: base + path,
    title,
    beside,
    within,
    said,
    ref,
    status,
  })
