import type { Chunk, News } from '#server/streams/frames.ts'
import type { Positions } from '#server/streams/positions.ts'

/** Puts one fact into what is shown. Pure. Null when it does not know the fact: then a fresh snapshot is taken. */
export type Apply<State> = (state: State, news: News, stream: string) => State | null

/** What a page shows of some streams: a snapshot and everything heard since. */
export interface Shown<State> {
  state: State
  /** Everything up to these numbers is in `state`. */
  positions: Positions
  /** What was heard since `from`, kept for a snapshot that was taken before it arrived. */
  heard: { stream: string; news: News }[]
  from: Positions
  /** A fact was met that only a fresh snapshot can show. */
  stale: boolean
}

const MOST_HEARD = 500

export const begin = <State>(state: State, positions: Positions): Shown<State> => ({
  state,
  positions,
  heard: [],
  from: positions,
  stale: false,
})

/** What is new in a chunk for a reader at `position`: old numbers are left out; null is a gap, and what is missing must be asked for. */
export function newIn(position: number, { from, to, facts }: Chunk): { facts: News[]; position: number } | null {
  if (to <= position) return { facts: [], position }
  if (from > position) return null
  return { facts: facts.filter(({ seq }) => seq > position), position: to }
}

/** The next facts of a stream; what is shown already is left out, and what does not join on to it is not for this snapshot. */
export function hear<State>(shown: Shown<State>, chunk: Chunk, apply: Apply<State>): Shown<State> {
  const { stream } = chunk
  const fresh = newIn(shown.positions[stream] ?? Infinity, chunk)
  if (!fresh || fresh.position === shown.positions[stream]) return shown
  const { facts, position } = fresh
  let { state, stale } = shown
  for (const news of facts) {
    const next = apply(state, news, stream)
    if (next === null) stale = true
    else state = next
  }
  const heard = [...shown.heard, ...facts.map((news) => ({ stream, news }))]
  const forgotten = heard.splice(0, Math.max(0, heard.length - MOST_HEARD))
  const from = { ...shown.from }
  for (const one of forgotten) from[one.stream] = one.news.seq
  return { state, stale, heard, from, positions: { ...shown.positions, [stream]: position } }
}

/**
 * A fresh snapshot, with what was heard while it was on its way on top. Where that is not known any more the position goes back, and
 * the line brings what is missing.
 */
export function renew<State>(
  shown: Shown<State>,
  initial: State,
  positions: Positions,
  apply: Apply<State>,
): Shown<State> {
  const known = (stream: string) => {
    const [at, from, position] = [shown.positions[stream], shown.from[stream], positions[stream]]
    return at !== undefined && from !== undefined && position !== undefined && position < at && from <= position
  }
  let result = begin(initial, positions)
  for (const { stream, news } of shown.heard)
    if (known(stream) && news.seq > (positions[stream] ?? 0))
      result = hear(result, { stream, from: 0, to: news.seq, facts: [news] }, apply)
  const reached = { ...positions }
  for (const [stream, at] of Object.entries(shown.positions)) if (known(stream)) reached[stream] = at
  return { ...result, positions: reached }
}
