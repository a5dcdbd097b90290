const made = new Map<string, Intl.DateTimeFormat>()
/** More than the zones and ways a page is written in; a language may be anything a browser says. */
const MOST = 500

/** The writer of dates for a language and zone, made once: to make one costs more than to write a hundred dates with it. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = made.get(key)
  if (known) return known
  if (made.size >= MOST) made.clear()
  const format = new Intl.DateTimeFormat(language, options)
  made.set(key, format)
  return format
}
