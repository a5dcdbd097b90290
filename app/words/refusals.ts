import { learn } from './in-browser.ts'

let coming: Promise<void> | undefined
const waiting = new Set<() => void>()

/**
 * Brings the browser the words of all refusals. They are a thirtieth of what a page may load at first, and none is said before somebody
 * pressed something; so they come after the page. Never fails: where they could not be had, the next call tries again.
 */
export function refusals(): Promise<void> {
  return (coming ??= import('../locales/en/errors.json').then(
    ({ default: words }) => {
      learn('errors', words)
      for (const tell of waiting) tell()
    },
    () => {
      coming = undefined
    },
  ))
}

/** Whether they are on their way; once they have come, too. */
export const areComing = () => coming !== undefined

/** Hears of it when they have come. Answers how to stop. */
export function whenRefusalsCome(tell: () => void): () => void {
  waiting.add(tell)
  return () => waiting.delete(tell)
}

/** A `fetch` that hands a refusal over when its words are here to be said. */
export const withRefusals =
  (fetch: typeof window.fetch, words = refusals): typeof window.fetch =>
  async (input, init) => {
    const answer = await fetch(input, init)
    if (answer.status >= 400) await words()
    return answer
  }
