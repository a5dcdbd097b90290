import { dbOn } from '#db/on-client.ts'
import type { Passage } from '#server/access/gate.ts'
import { renderAhead, renderFacts, type Ahead, type Place } from '#server/streams/renderers.ts'
import type { Frame } from '#server/streams/frames.ts'
import { subjectOf } from '#server/streams/names.ts'
import { refusePosition } from '#server/streams/refuse-position.ts'
import { compose, handed, ready, type Ready } from './compose.ts'
import type { Due } from './due.ts'
import type { Echoes } from './echoes.ts'
import type { Line } from './line.ts'
import { announce } from './announce.ts'
import { beat, whoIsHere } from './presence.ts'
import { proveOldProofs } from './prove.ts'
import { placeKey, readEvents, type Found } from '#server/streams/read-events.ts'
import type { Rooms } from './rooms.ts'

/** Facts rendered in one pass at most: the gate is held for milliseconds. */
const FACTS_AT_ONCE = 500
/** The fence is asked again after so many sockets. */
const SOCKETS_AT_ONCE = 50

/** What this node's tail knows. */
export interface Node {
  id: string
  lines: ReadonlySet<Line>
  rooms: Rooms
  echoes: Echoes
  /** Hands one frame to several sockets, in this very tick. */
  send(lines: readonly Line[], frame: Frame): void
}

export interface Outcome {
  /** Facts handed over, at the most to one line. */
  facts: number
  /** Something is left to be done at once. */
  more: boolean
  /** Lines whose session ended, or to whom the portal is shut: to be closed. */
  ended: Line[]
  /** To be called when the passage has been committed; answers the streams in which somebody came, went or types. */
  committed(): string[]
}

/** What a pass looks at. */
interface Asked {
  found: ReadonlyMap<string, Found>
  /** What the facts tell of, as far as it is known. */
  ahead: Ahead | null
  here: Awaited<ReturnType<typeof whoIsHere>> | null
}

/** What a pass asks in one packet with the lock: it needs to know nothing for it but where its lines stand. */
export function askAhead({ id, rooms }: Node, client: Passage['client'], due: Due): Promise<Asked> {
  const db = dbOn(client)
  const streams = (due.all ? rooms.names() : [...due.streams]).filter((stream) => rooms.has(stream))
  const hereOf = (due.all ? rooms.names() : [...due.here]).filter((stream) => rooms.has(stream) && isShared(stream))
  const places = placesOf(rooms, streams)
  const asked = Promise.all([
    readEvents(db, places),
    // The poll finds news only when a ring was lost.
    due.all ? null : renderAhead(db, places),
    hereOf.length > 0 ? whoIsHere(client, hereOf) : null,
    due.all ? beat(client, id) : null,
  ]).then(([found, ahead, here]) => ({ found, ahead, here }))
  // Where the lock itself fails, nobody waits for this.
  asked.catch(() => undefined)
  return asked
}

/** One look under the gate: takes what is new, decides who may still have it, and hands it over. May be run again from the start. */
export async function pass(node: Node, passage: Passage, asked: Asked): Promise<Outcome> {
  const { client } = passage
  const { lines, rooms } = node
  const db = dbOn(client)
  const { found, ahead, here } = asked
  for (const one of here?.values() ?? []) rooms.learnHere(one)

  const withNews = new Set([...found.values()].filter((one) => one.facts.length > 0).map((one) => one.stream))
  forgetProofs(rooms, found.values())
  const unproven = await proveOldProofs(node, db, passage, (stream) => withNews.has(stream))
  resetLost(lines, rooms, found, passage)

  const news = await renderNews(db, found, ahead ?? undefined)
  const announced = await announce(client, node, passage)
  // From here on nothing waits: what a client says meanwhile (where it stands, what it leaves) is heard after its frame.
  const { groups, more } = compose(lines, rooms, news.ready, passage)
  for (const { frame, lines: some } of groups)
    for (let at = 0; at < some.length; at += SOCKETS_AT_ONCE) {
      const part = some.slice(at, at + SOCKETS_AT_ONCE)
      passage.stillFresh()
      node.send(part, frame)
      for (const line of part) handed(line, frame, node)
    }
  return {
    facts: Math.max(
      0,
      ...groups.map(({ frame }) => (frame.news ?? []).reduce((sum, chunk) => sum + chunk.facts.length, 0)),
    ),
    more: more || unproven || news.more,
    ended: [...lines].filter((line) => line.ended),
    committed: announced,
  }
}

/** Nobody else watches a person's own stream; that they are online is known by it all the same. */
const isShared = (stream: string) =>
  ['task', 'project', 'contract', 'conversation'].includes(subjectOf(stream)?.subject ?? '')

/** Where those who can be told something stand. */
function placesOf(rooms: Rooms, streams: readonly string[]): Place[] {
  const places = new Map<string, Place>()
  for (const stream of streams)
    for (const { line, watch } of rooms.watchersOf(stream)) {
      if (!line.ready) continue
      const place = { stream, after: watch.position }
      places.set(placeKey(place), place)
    }
  return [...places.values()]
}

/** What happened to a record may change what its watchers may do with it: they are decided again in this pass. */
function forgetProofs(rooms: Rooms, found: Iterable<Found>): void {
  for (const { stream, facts } of found) {
    const last = facts.findLast(({ fact }) => !fact.startsWith('entry.'))
    if (last) for (const { watch } of rooms.watchersOf(stream)) if (watch.position < last.seq) watch.proven = 0
  }
}

/** Numbers that cannot be continued: too old, or of something else. Told only to those who may watch. */
function resetLost(
  lines: Iterable<Line>,
  rooms: Rooms,
  found: ReadonlyMap<string, Found>,
  { version, now }: Passage,
): void {
  if (![...found.values()].some((one) => one.misplaced)) return
  for (const line of lines)
    for (const watch of line.watches.values()) {
      const one = found.get(placeKey({ stream: watch.stream, after: watch.position }))
      if (!one || !line.provenAt(watch, version, now)) continue
      if (!one.misplaced) continue
      refusePosition(one.misplaced)
      rooms.leave(line, watch.stream)
      line.reset.add(watch.stream)
    }
}

async function renderNews(
  db: ReturnType<typeof dbOn>,
  found: ReadonlyMap<string, Found>,
  ahead: Ahead | undefined,
): Promise<{ ready: Map<string, Ready>; more: boolean }> {
  const chosen: Found[] = []
  let size = 0
  let more = false
  for (const one of found.values()) {
    if (one.facts.length === 0) continue
    if (one.to < one.clock) more = true
    if (size > 0 && size + one.facts.length > FACTS_AT_ONCE) {
      more = true
      continue
    }
    size += one.facts.length
    chosen.push(one)
  }
  // One fact may be read for several places: it is rendered once.
  const unique = new Map(
    chosen.flatMap((one) => one.facts.map((fact) => [`${fact.stream} ${String(fact.seq)}`, fact] as const)),
  )
  const rendered = new Map(
    (await renderFacts(db, [...unique.values()], ahead)).map((fact) => [`${fact.stream} ${String(fact.seq)}`, fact]),
  )
  return {
    ready: new Map(
      chosen.map((one) => [
        placeKey({ stream: one.stream, after: one.after }),
        ready(
          one,
          one.facts.flatMap((fact) => rendered.get(`${fact.stream} ${String(fact.seq)}`) ?? []),
        ),
      ]),
    ),
    more,
  }
}
