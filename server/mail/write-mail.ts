import { filled, languageOf, momentIn, wordsIn } from './words.ts'

/** Stands in a stored mail for its link, which exists only from the moment the mail is handed over [A2]. */
export const LINK = '{{link}}'

export type MailKind =
  | 'invitation'
  | 'staffInvitation'
  | 'reset'
  | 'passwordChanged'
  | 'addressChanged'
  | 'unread'
  | 'frozenOff'
  | 'frozenOffUntil'
  | 'frozenReadOnly'
  | 'frozenReadOnlyUntil'
  | 'thawed'

export interface MailText {
  kind: MailKind
  locale: string
  timeZone: string
  values: Record<string, string>
  /** Until when its link works; absent in a mail without one. */
  until?: Date
}

export interface WrittenMail {
  subject: string
  text: string
  html: string
}

/** Writes a mail as plain text and as simple HTML that says the same. */
export function writeMail({ kind, locale, timeZone, values, until }: MailText): WrittenMail {
  const language = languageOf(locale)
  const all = wordsIn(language)
  const own: { subject: string; body: string; action?: string; validity?: string } = all[kind]
  // Names are what people call themselves: none of them may write lines of ours.
  const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, oneLine(value)]))
  const said = { ...named, until: until ? momentIn(language, timeZone, until) : '' }
  const say = (words: string) => filled(words, said)
  const before = [say(all.greeting), say(own.body)]
  const action = own.action ? say(own.action) : null
  const after = [...(own.validity ? [say(own.validity), say(all.linkNotYours)] : []), say(all.regards)]
  const text = [...before, ...(action ? [`${action}:\n${LINK}`] : []), ...after].join('\n\n')
  const paragraph = (line: string) => `<p>${escaped(line)}</p>`
  const button = action ? [`<p><a href="${LINK}">${escaped(action)}</a></p>`] : []
  const html = `<!doctype html><html lang="${escaped(language)}"><meta charset="utf-8"><body style="font:16px/1.5 sans-serif;max-width:34em">${[
    ...before.map(paragraph),
    ...button,
    ...after.map(paragraph),
  ].join('')}</body></html>`
  return { subject: oneLine(say(own.subject)), text, html }
}

/** A header is one line: whoever could end it could write headers of their own [S31]. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200)

const escaped = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign,
  )
