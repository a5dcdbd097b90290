import i18next, { type i18n } from 'i18next'
import { english } from './locales/resources.ts'
export { directionOf } from './words/direction.ts'

const all = new Map<string, i18n>()

/**
 * The words of one language, ready at once: on the server, and in the browser through `words/in-browser.ts`, so that nothing flashes.
 * A language that is not here yet speaks English.
 */
export function wordsFor(language: string): i18n {
  const known = language in resources ? language : 'en'
  const made = all.get(known)
  if (made) return made
  const words = i18next.createInstance({
    lng: known,
    fallbackLng: 'en',
    resources,
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  void words.init()
  all.set(known, words)
  return words
}

const resources = { en: english }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof english
  }
}
