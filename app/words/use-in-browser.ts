// What the browser gets for `react-i18next`.
import type { ReactNode } from 'react'
import { wordsFor, type Say, type Speaker } from './in-browser.ts'

/** Words are found without it: a document has one language. */
export const I18nextProvider = ({ children }: { children: ReactNode }) => children

export function useTranslation(subjects: string | readonly string[] = 'common'): { t: Say; i18n: Speaker } {
  const i18n = wordsFor(document.documentElement.lang)
  return { t: i18n.of(typeof subjects === 'string' ? [subjects] : subjects), i18n }
}
