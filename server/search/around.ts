/** Accents of all scripts, and the vowel signs and lengthening of Arabic: what people leave out when they look for something. */
export const ACCENTS = '[\\u0300-\\u036f\\u0640\\u064b-\\u065f\\u0670]'

/** Characters shown before the first word, and in all. */
const LEAD = 40
const SHOWN = 200

/** A word that begins too many others. */
const SHORT = /^.{1,2}$/u
const LETTER = '[\\p{L}\\p{N}\\p{M}]'

/**
 * Finds the words, as `wordsIn` cuts them, at the beginnings of words in a text whose accents stand apart (`apart`); a short one, like “a”, only by
 * itself where the text has it so. At least one word.
 */
const found = (words: readonly string[], text: string) => {
  const each = words.map((word) => {
    const begins = word.replace(/./gu, `$&${ACCENTS}*`)
    const alone = `${begins}(?!${LETTER})`
    return SHORT.test(word) && finding([alone]).test(text) ? alone : begins
  })
  return finding(each)
}
const finding = (each: readonly string[]) => new RegExp(`(?<!${LETTER})(${each.join('|')})`, 'giu')
const apart = (text: string) => text.normalize('NFD')
const together = (text: string) => text.normalize('NFC')

/** What is around the first word that was found in a text, in one line, cut between words; within one where it is as long as an address. */
export function around(text: string, words: readonly string[]): string {
  const line = apart(text.replace(/\s+/g, ' ').trim())
  const first = line.search(found(words, line))
  const from = first > LEAD ? beginning(line, first) : 0
  const shown = line.slice(from, from + SHOWN)
  const rest = from + SHOWN < line.length
  const end = rest ? shown.lastIndexOf(' ') : -1
  const whole = end > Math.max(first - from, 0)
  return together(`${from > 0 ? '…' : ''}${whole ? shown.slice(0, end) : shown}${rest ? '…' : ''}`)
}

/** Where a word begins a little before what was found; what was found, where none does. */
function beginning(line: string, first: number): number {
  const next = line.indexOf(' ', first - LEAD) + 1
  return next > 0 && next < first ? next : first
}

/** A text in pieces; every second one is a word that was looked for. */
export const piecesAround = (text: string, words: readonly string[]): string[] =>
  words.length === 0
    ? [text]
    : apart(text)
        .split(found(words, apart(text)))
        .map(together)
