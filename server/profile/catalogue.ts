/** The languages that somebody can be shown dates, numbers and, where they are written, words in [F7]. Pure: pages import it. */
export const LANGUAGES = ['en', 'bg', 'fr', 'ar'] as const

/** What a form of the own page can have done; the words are `profile:told`. */
export const TOLD = ['saved', 'password', 'session_ended'] as const
export type Told = (typeof TOLD)[number]
