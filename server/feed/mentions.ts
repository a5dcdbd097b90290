/** How a mention stands in what was written: `@[user-id]`. Names are looked up when it is shown. */
const MENTION = /@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]/gi

/** The user ids a text mentions, each once. */
export const mentionedIn = (text: string): string[] =>
  text.includes('@[') ? [...new Set([...text.matchAll(MENTION)].map(([, id = '']) => id.toLowerCase()))] : []

/** The text in pieces: plain, or the user id of a mention. */
export function piecesOf(text: string): (string | { userId: string })[] {
  return text.split(MENTION).map((piece, nth) => (nth % 2 === 0 ? piece : { userId: piece.toLowerCase() }))
}

/** The text with names in place of ids, where no chip can be shown. */
export const withNames = (text: string, nameOf: (userId: string) => string | undefined): string =>
  text.replace(MENTION, (_, id: string) => `@${nameOf(id.toLowerCase()) ?? '…'}`)
