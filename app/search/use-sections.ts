import { useTranslation } from 'react-i18next'
import { useBase } from '../frame/frame-context.ts'
import { choiceOf, fits, listOf, usePages, type Section } from './choices.ts'
import { useFound } from './use-found.ts'

/** Everything the palette shows for what is typed, in groups. */
export function useSections(typed: string): { sections: Section[]; state: 'coming' | 'here' | 'failed' } {
  const { t } = useTranslation('search')
  const base = useBase()
  const pages = usePages(typed)
  const found = useFound(typed)
  const begin = (found?.begin ?? []).map(({ does, project, path }) => ({
    id: `begin-${path}`,
    to: base + path,
    title: t(`does.${does}`, { project: project ?? '' }),
  }))
  const sections: Section[] = [
    { id: 'pages', title: t('pages'), choices: pages },
    { id: 'recent', title: t('recent'), choices: (found?.recent ?? []).map(choiceOf(base)) },
    ...(found?.groups ?? []).map(({ subject, hits, more }) => ({
      id: subject,
      title: t(`subject.${subject}`),
      choices: [
        ...hits.map(choiceOf(base)),
        ...(more
          ? [{ id: `more-${subject}`, to: base + listOf(subject, found?.typed ?? ''), title: t(`more.${subject}`) }]
          : []),
      ],
    })),
    { id: 'begin', title: t('begin'), choices: begin.filter(({ title }) => fits(title, typed)) },
  ]
  const state = found === null ? 'coming' : found.failed ? 'failed' : 'here'
  return { sections: sections.filter(({ choices }) => choices.length > 0), state }
}
