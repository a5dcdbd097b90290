import { useTranslation } from 'react-i18next'
import { useBase } from '../frame/frame-context.ts'
import { choiceOf, fits, noneOf, useGroup, useMessages, usePages, useWithinReach, type Section } from './choices.ts'
import { useFound } from './use-found.ts'

interface Sections {
  sections: Section[]
  /** How many choices there are that hold what was typed. */
  found: number
  state: 'coming' | 'here' | 'failed'
  /** What to say where there are none. */
  none: ReturnType<typeof noneOf>
}

/** Everything the palette shows for what is typed, in groups. */
export function useSections(typed: string): Sections {
  const { t } = useTranslation('search')
  const base = useBase()
  const pages = usePages(typed)
  const groupOf = useGroup()
  const withinReach = useWithinReach()
  const found = useFound(typed)
  const begin = (found?.begin ?? []).map(({ does, project, path }) => ({
    id: `begin-${path}`,
    to: base + path,
    title: t(`does.${does}`, { project: project ?? '' }),
  }))
  const sections: Section[] = [
    { id: 'pages', title: t('pages'), choices: pages },
    { id: 'recent', title: t('recent'), choices: (found?.recent ?? []).map(choiceOf(base)) },
    ...withinReach(found?.groups ?? []).map((group) => {
      const { title, more } = groupOf(group, found?.typed ?? '')
      const choices = group.hits.map(choiceOf(base))
      return { id: group.subject, title, choices: more ? [...choices, more] : choices }
    }),
    { id: 'begin', title: t('begin'), choices: begin.filter(({ title }) => fits(title, typed)) },
  ]
  const count = sections.reduce((sum, { choices }) => sum + choices.length, 0)
  const messages = useMessages(typed)
  if (messages) sections.push({ id: 'messages', title: t('messages'), choices: [messages] })
  const state = found === null ? 'coming' : found.failed ? 'failed' : 'here'
  return { sections: sections.filter(({ choices }) => choices.length > 0), found: count, state, none: noneOf(messages) }
}
