import { sql, type RawBuilder, type SqlBool } from 'kysely'

/** Letters of a search that are looked at, and words. */
const MOST_LETTERS = 200
const MOST_WORDS = 8

/** Accents of all scripts, and the vowel signs and lengthening of Arabic: what people leave out when they look for something. */
const ACCENTS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g

/** What was typed, as the words that are looked for; the database's `words_of` cuts what is there alike. Empty where nothing can be. */
export const wordsIn = (typed: string): string[] =>
  [
    ...typed
      .slice(0, MOST_LETTERS)
      .toLowerCase()
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .matchAll(/[\p{L}\p{N}\p{M}]+/gu),
  ]
    .map(([word]) => word)
    .slice(0, MOST_WORDS)

/**
 * The same of a list whose other conditions no index helps: the rows are found by theirs and apart, so that what they hold is not cut into words
 * row by row. `n` are the table's rows in `text`. It grants nothing: what is seen the query around it says. Without words nothing holds them.
 */
export const amongHolding = (
  id: RawBuilder<unknown>,
  table: 'tasks' | 'projects' | 'contracts' | 'accounts' | 'contacts',
  text: RawBuilder<unknown>,
  words: readonly string[],
): RawBuilder<SqlBool> =>
  words.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`${id} = any(array(select n.id from ${sql.table(table)} n where ${holds(text, words)}))`

/** The text holds every word, or a longer one that begins with it. Each of the texts that are searched has an index of `words_of` it. */
export const holds = (text: RawBuilder<unknown>, words: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`words_of(${text}) @@ to_tsquery('simple', ${words.map((word) => `'${word}':*`).join(' & ')})`
