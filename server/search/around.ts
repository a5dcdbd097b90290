/** Accents of all scripts, and the vowel signs and lengthening of Arabic: what people leave out when they look for something. */
export const ACCENTS = '[\\u0300-\\u036f\\u0640\\u064b-\\u065f\\u0670]'

/** Characters shown before the first word, and in all. */
const LEAD = 40
const SHOWN = 200

/** Finds the words, as `wordsIn` cuts them, at the beginnings of words in a text whose accents stand apart (`apart`). At least one word. */
const found = (words: readonly string[]) => {
  const each = words.map((word) => word.replace(/./gu, `$&${ACCENTS}*`))
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}])(${each.join('|')})`, 'giu')
}
const apart = (text: string) => text.normalize('NFD')
const together = (text: string) => text.normalize('NFC')

/** What is around the first word that was found in a text, in one line, cut between words. */
export function around(text: string, words: readonly string[]): string {
  const line = apart(text.replace(/\s+/g, ' ').trim())
  const first = line.search(found(words))
  const from = first > LEAD ? line.indexOf(' ', first - LEAD) + 1 : 0
  const shown = line.slice(from, from + SHOWN)
  const rest = from + SHOWN < line.length
  const end = rest ? shown.lastIndexOf(' ') : -1
  return together(`${from > 0 ? '…' : ''}${end > 0 ? shown.slice(0, end) : shown}${rest ? '…' : ''}`)
}

/** A text in pieces; every second one is a word that was looked for. */
export const piecesAround = (text: string, words: readonly string[]): string[] =>
  words.length === 0 ? [text] : apart(text).split(found(words)).map(together)
