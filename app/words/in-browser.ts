// The browser's own `app/i18n.ts`: it says what i18next would say (`in-browser.test.ts` holds them together), from the subjects that the
// page's scripts brought, in a twentieth of i18next's size.
export { directionOf } from './direction.ts'

interface Words {
  [key: string]: string | Words
}
type Values = Record<string, string | number | null | undefined>
/** Says a key of the first subject, of another of them, or of any as `subject:key`. */
export type Say = (key: string, values?: Values) => string

const subjects = new Map<string, Words>()

/** Takes a subject's words in; every script that says some of them has this done first. */
export function learn(subject: string, words: Words): void {
  subjects.set(subject, words)
}

/** One language's words, as far as they came. */
export class Speaker {
  readonly language: string
  readonly #numbers: Intl.PluralRules
  readonly #sayers = new Map<string, Say>()

  constructor(language: string) {
    this.language = language
    this.#numbers = new Intl.PluralRules(language)
  }

  readonly t: Say = (key, values) => this.say(['common'], key, values)

  exists(key: string, { ns = 'common' }: { ns?: string } = {}): boolean {
    return this.#find([ns], key) !== undefined
  }

  /** `t` of these subjects; the same function whenever it is asked for. */
  of(names: readonly string[]): Say {
    const known = this.#sayers.get(names.join())
    if (known) return known
    const say: Say = (key, values) => this.say(names, key, values)
    this.#sayers.set(names.join(), say)
    return say
  }

  say(names: readonly string[], key: string, values?: Values): string {
    const found = this.#find(names, key, values?.['count']) ?? key
    return values ? found.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? '')) : found
  }

  #find(names: readonly string[], key: string, count?: unknown): string | undefined {
    const [path = '', subject] = key.split(':').reverse()
    const ways = typeof count === 'number' ? [`${path}_${this.#numbers.select(count)}`, path] : [path]
    for (const name of subject === undefined ? names : [subject])
      for (const way of ways) {
        const found = at(subjects.get(name), way)
        if (found !== undefined) return found
      }
    return undefined
  }
}

function at(words: Words | undefined, path: string): string | undefined {
  let here: string | Words | undefined = words
  for (const step of path.split('.')) here = typeof here === 'object' ? here[step] : undefined
  return typeof here === 'string' ? here : undefined
}

let speaker: Speaker | undefined

/** The words of the document's language, ready at once. */
export function wordsFor(language: string): Speaker {
  if (speaker?.language !== language) speaker = new Speaker(language)
  return speaker
}
