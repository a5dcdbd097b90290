import { useTranslation } from 'react-i18next'

/** A name inside a sentence: it keeps its own direction. */
export const isolated = (name: string): string => `\u2068${name}\u2069`

/** “Ana, Boris and the team” in the reader's language. */
export function useNames(): (names: readonly string[]) => string {
  const { i18n } = useTranslation()
  return (names) => new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names.map(isolated))
}
