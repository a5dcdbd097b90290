import type { Chunk, Frame } from '#server/streams/frames.ts'
import type { Rendered, StoredFact } from '#server/streams/renderers.ts'
import type { Echoes } from './echoes.ts'
import type { Line } from './line.ts'
import { placeKey, type Found } from '#server/streams/read-events.ts'
import type { Rooms } from './rooms.ts'

/** Facts in one frame at most; who is further behind gets the next in the next pass. */
const MOST_FACTS = 200

/** Answers of one line that are waited for. */
const MOST_UNANSWERED = 20

/** News from one place on, ready to be handed over. */
export interface Ready {
  found: Found
  facts: (StoredFact & Rendered)[]
  /** With everything in it, as most get it. */
  whole: Chunk
  /** What tells it from other news: made once for all who get it. */
  key: string
}

export function ready(found: Found, facts: Ready['facts']): Ready {
  return { found, facts, whole: chunkOf(found, facts), key: `${placeKey(found)}\n` }
}

const chunkOf = ({ stream, after, to }: Found, facts: Ready['facts']): Chunk => ({
  stream,
  from: after,
  to,
  facts: facts.map(({ seq, fact, data, at }) => ({ seq, fact, data, at: at.toISOString() })),
})

/** Lines that get the very same frame, so that it is encoded once. */
export interface Group {
  frame: Frame
  lines: Line[]
}

/**
 * The frames of one pass: for each line that is ready and has something to hear, one frame with all of it. `more` when something
 * did not fit into a frame.
 */
export function compose(
  lines: Iterable<Line>,
  rooms: Rooms,
  news: ReadonlyMap<string, Ready>,
  { version, now }: { version: number; now: Date },
): { groups: Group[]; more: boolean } {
  const groups = new Map<string, Group>()
  let more = false
  for (const line of lines) {
    line.behind = !line.ready
    if (line.ended || line.behind) continue
    const frame: Frame = {}
    let key = ''
    let size = 0
    for (const watch of line.watches.values()) {
      if (!line.provenAt(watch, version, now)) continue
      const fresh = news.get(placeKey({ stream: watch.stream, after: watch.position }))
      if (fresh && fresh.found.to > watch.position) {
        if (size > 0 && size + fresh.facts.length > MOST_FACTS) more = true
        else {
          const chunk = within(fresh, line, now)
          size += fresh.facts.length
          ;(frame.news ??= []).push(chunk)
          key += chunk === fresh.whole ? fresh.key : `only ${line.socket.id}\n`
        }
      }
      const here = rooms.hereOf(watch.stream)
      if (here && here.version > watch.hereTold) {
        ;(frame.here ??= []).push(here.here)
        key += `here ${watch.stream} ${String(here.version)}\n`
      }
    }
    if (line.rights.size > 0) frame.rights = [...line.rights.values()]
    if (line.lost.size > 0) frame.lost = [...line.lost].map(([stream, reason]) => ({ stream, reason }))
    if (line.reset.size > 0) frame.reset = [...line.reset]
    if (frame.rights || frame.lost || frame.reset) key += `only ${line.socket.id}`
    // Each has an answer of its own to give.
    if (line.moved && tellsOfRules(frame)) {
      frame.told = line.moved.version
      key += `told ${line.socket.id}`
    }
    if (key === '') {
      line.moved = null
      continue
    }
    const group = groups.get(key)
    if (group) group.lines.push(line)
    else groups.set(key, { frame, lines: [line] })
  }
  return { groups: [...groups.values()], more }
}

/** Rights, what was lost, or that one's own grant is another one now. */
const tellsOfRules = ({ rights, lost, news = [] }: Frame): boolean =>
  Boolean(rights ?? lost) || news.some(({ facts }) => facts.some(({ fact }) => fact === 'grant.changed'))

/** The chunk as this line may have it: what is dated before its days back is not in it, though its numbers are settled [A7]. */
function within(fresh: Ready, line: Line, now: Date): Chunk {
  if (line.reachBack === null) return fresh.whole
  const horizon = now.getTime() - line.reachBack
  const facts = fresh.facts.filter(({ datedAt }) => datedAt.getTime() >= horizon)
  return facts.length === fresh.facts.length ? fresh.whole : chunkOf(fresh.found, facts)
}

/** Notes what a line was handed, once it was. */
export function handed(line: Line, frame: Frame, { rooms, echoes }: { rooms: Rooms; echoes: Echoes }): void {
  for (const chunk of frame.news ?? []) {
    const watch = line.watches.get(chunk.stream)
    if (watch) watch.position = chunk.to
  }
  for (const here of frame.here ?? []) {
    const watch = line.watches.get(here.stream)
    if (watch) watch.hereTold = rooms.hereOf(here.stream)?.version ?? watch.hereTold
  }
  if (frame.told !== undefined && line.moved) {
    line.unanswered.set(frame.told, line.moved)
    const [oldest] = line.unanswered.keys()
    // Who never answers is not remembered for ever.
    if (line.unanswered.size > MOST_UNANSWERED && oldest !== undefined) line.unanswered.delete(oldest)
    echoes.told(line.moved)
  }
  line.moved = null
  if (frame.rights) line.rights.clear()
  if (frame.lost) line.lost.clear()
  if (frame.reset) line.reset.clear()
}
