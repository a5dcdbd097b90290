import type { FeedPage } from '#server/feed/queries.ts'
import type { EntryView } from '#server/feed/views.ts'
import type { News } from '#server/streams/frames.ts'
import type { Apply } from './snapshot.ts'

/** A feed as its page shows it: the page that was loaded and what came since. */
export interface FeedState extends FeedPage {
  /** Entries that changed and are not among `entries`: older ones, loaded meanwhile, take their new face from here. */
  changed?: Record<string, EntryView>
}

/**
 * Puts a fact of a feed's streams into the feed. Null: who reads it now is asked for anew [B7]. Other facts change nothing here: the page that they
 * concern hears them itself.
 */
export function applyFeed(state: FeedState, { fact, data }: News, stream: string): FeedState | null {
  switch (fact) {
    case 'entry.posted':
      return { ...state, entries: merge(state.entries, [entryOf(data)]) }
    case 'entry.edited':
    case 'entry.deleted': {
      const entry = entryOf(data)
      if (state.entries.some(({ id }) => id === entry.id)) return { ...state, entries: merge(state.entries, [entry]) }
      return { ...state, changed: { ...state.changed, [entry.id]: entry } }
    }
    case 'entry.seen':
      return seen(state, stream, String(data.userId), Number(data.seq))
    case 'readers.changed':
      return null
    default:
      return state
  }
}

/** The same for a page of older entries: what is new does not belong below them. */
export const applyPast: Apply<FeedState> = (state, news, stream) =>
  news.fact === 'entry.posted' ? state : applyFeed(state, news, stream)

const entryOf = (data: Record<string, unknown>) => data.entry as EntryView

function seen(state: FeedState, stream: string, userId: string, seq: number): FeedState {
  if (userId === state.me.id) {
    return { ...state, readUpTo: { ...state.readUpTo, [stream]: Math.max(seq, state.readUpTo[stream] ?? 0) } }
  }
  const isTheirs = (read: FeedState['reads'][number]) => read.userId === userId && read.stream === stream
  if (state.reads.some((read) => isTheirs(read) && read.seq >= seq)) return state
  return { ...state, reads: [...state.reads.filter((read) => !isTheirs(read)), { userId, stream, seq }] }
}

/** Both lists as one, each entry once and `fresh` first, in the feed's order: by time, then by stream. */
export function merge(shown: readonly EntryView[], fresh: readonly EntryView[]): EntryView[] {
  const byId = new Map([...shown, ...fresh].map((entry) => [entry.id, entry]))
  return [...byId.values()].sort((a, b) => compare(a.at, b.at) || compare(a.stream, b.stream) || a.seq - b.seq)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
