import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { ACCENTS } from './around.ts'

/** Letters of a search that are looked at, and words. */
const MOST_LETTERS = 200
const MOST_WORDS = 8

const ACCENT = new RegExp(ACCENTS, 'g')

/** What was typed, as the words that are looked for; the database's `words_of` cuts what is there alike. Empty where nothing can be. */
export const wordsIn = (typed: string): string[] =>
  [
    ...typed
      .slice(0, MOST_LETTERS)
      .toLowerCase()
      .normalize('NFKD')
      .replace(ACCENT, '')
      .matchAll(/[\p{L}\p{N}\p{M}]+/gu),
  ]
    .map(([word]) => word)
    .slice(0, MOST_WORDS)

/** The text holds every word, or a longer one that begins with it. Each of the texts that are searched has an index of `words_of` it. */
export const holds = (text: RawBuilder<unknown>, words: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`words_of(${text}) @@ to_tsquery('simple', ${words.map((word) => `'${word}':*`).join(' & ')})`

/** What was written in an entry `row`, without the ids of whom it mentions, as the indexes of comments and messages have it. */
export const written = (row: 'e' | 'n'): RawBuilder<string> =>
  sql<string>`regexp_replace(${sql.ref(`${row}.body`)}, '@[[][0-9a-fA-F-]{36}[]]', ' ', 'g')`
