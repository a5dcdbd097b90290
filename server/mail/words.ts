import en from './words/en.ts'

type MailWords = typeof en

/** Languages that mails are written in; each says all that English says. */
const LANGUAGES: Record<string, MailWords> = { en }

/** The language of the mails to somebody of `locale`, their dates and lists included; a language that is not here yet speaks English. */
export const languageOf = (locale: string): string => (Object.hasOwn(LANGUAGES, locale) ? locale : 'en')

/** The words of the portal's mails in `language`. */
export const wordsIn = (language: string): MailWords => LANGUAGES[language] ?? en

/** Puts values where `{{name}}` stands; what has no value stays as it is. */
export const filled = (words: string, values: Record<string, string>): string =>
  words.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)

/** A zone that is called by a place, with the place. */
const PLACE = /^(?!Etc\/).*\/([^/]+)$/

/** A moment as it is written in `language`, by the clock of a place people know: a mail is read anywhere. */
export function momentIn(language: string, timeZone: string, at: Date): string {
  const city = PLACE.exec(timeZone)?.[1]?.replaceAll('_', ' ')
  const moment = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    ...(!city && { timeZoneName: 'short' }),
  }).format(at)
  return city ? filled(wordsIn(language).clock, { moment, city }) : moment
}
