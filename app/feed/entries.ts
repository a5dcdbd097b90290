import type { EntryView } from '#server/feed/views.ts'
import { merge, type FeedState } from '../live/apply-feed.ts'

interface Held {
  entries: EntryView[]
  more: string | null
}

/** What is held with a newer state on top. Where the two do not meet something is missing between them: the newer one begins anew. */
export function absorb(held: Held, state: FeedState): Held {
  const fresh = new Set(state.entries.map(({ id }) => id))
  const meets = state.more === null || held.entries.some(({ id }) => fresh.has(id))
  if (!meets) return { entries: state.entries, more: state.more }
  const older = held.entries.map((entry) => state.changed?.[entry.id] ?? entry)
  const reachesFurther = older.some(({ id, at }) => !fresh.has(id) && at < (state.entries[0]?.at ?? ''))
  return { entries: merge(older, state.entries), more: reachesFurther ? held.more : state.more }
}

/** Without what has aged out of days back since the page was made [A7]. Times in ms or ISO; `horizon` is as of `made`. */
export function youngEnough(entries: EntryView[], horizon: string | null, made: string, now: number): EntryView[] {
  if (horizon === null) return entries
  const limit = new Date(Date.parse(horizon) + now - Date.parse(made)).toISOString()
  return entries.filter(({ at }) => at >= limit)
}

/** One after the other by the same person, to the same readers, within five minutes: the name is said once. */
export const continues = (before: EntryView | undefined, entry: EntryView): boolean =>
  before !== undefined &&
  !before.happened &&
  !entry.happened &&
  !entry.replyTo &&
  before.author.id === entry.author.id &&
  before.author.account === entry.author.account &&
  before.kind === entry.kind &&
  Date.parse(entry.at) - Date.parse(before.at) < 5 * 60_000

type Marks = Pick<FeedState, 'readUpTo' | 'me'>
const isUnread =
  ({ readUpTo, me }: Marks) =>
  ({ stream, seq, author }: EntryView) =>
    author.id !== me.id && seq > (readUpTo[stream] ?? 0)

/** Whether somebody else wrote since one was here last: what lists mark, but for first visits, on which nothing is news. */
export const hasNews = ({ entries, ...marks }: Marks & Pick<FeedState, 'entries'>): boolean =>
  Object.keys(marks.readUpTo).length > 0 &&
  entries.filter(isUnread(marks)).some(({ happened, deletedAt }) => !happened && !deletedAt)

/** There is nothing of others to be read here, only what happened: who opens it has seen all there is. */
export const saysNothing = ({ entries, more, ...marks }: Marks & Pick<FeedState, 'entries' | 'more'>): boolean =>
  more === null && !entries.filter(isUnread(marks)).some(({ happened, deletedAt }) => !happened && !deletedAt)

/**
 * Where the unread begins: the first entry of somebody else that is past the read marks; null for a first visit, and while it may lie further up
 * than what is shown.
 */
export function firstUnread({
  entries,
  readUpTo,
  me,
  more,
}: Pick<FeedState, 'entries' | 'readUpTo' | 'me' | 'more'>): string | null {
  if (Object.keys(readUpTo).length === 0) return null
  const nth = entries.findIndex(isUnread({ readUpTo, me }))
  return nth > 0 || more === null ? (entries[nth]?.id ?? null) : null
}

/** The newest of one's own comments, and the names of those who have read it; nobody may have. */
export function seenBy({
  entries,
  reads,
  people,
  me,
}: Pick<FeedState, 'entries' | 'reads' | 'people' | 'me'>): { id: string; names: string[] } | null {
  const own = entries.findLast(({ author, happened, deletedAt }) => author.id === me.id && !happened && !deletedAt)
  if (!own) return null
  const hasRead = (id: string) =>
    reads.some(({ userId, stream, seq }) => userId === id && stream === own.stream && seq >= own.seq)
  const names = people.filter(({ id }) => id !== me.id && hasRead(id)).map(({ name }) => name)
  return { id: own.id, names }
}
