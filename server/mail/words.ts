import en from './words/en.ts'

type MailWords = typeof en

/** Languages that mails are written in; each says all that English says. */
const LANGUAGES: Record<string, MailWords> = { en }

/** The words of the portal's mails in `locale`; a language that is not here yet speaks English. */
export const wordsIn = (locale: string): MailWords => LANGUAGES[locale] ?? en

/** Puts values where `{{name}}` stands; what has no value stays as it is. */
export const filled = (words: string, values: Record<string, string>): string =>
  words.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place)

/** A moment as people of `locale` in `timeZone` write it, with the zone: a mail is read anywhere. */
export const momentIn = (locale: string, timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at)
