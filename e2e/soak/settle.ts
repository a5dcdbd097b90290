import { setTimeout as pause } from 'node:timers/promises'
import { proveWatchers } from '#server/access/watch.ts'
import type { Portal } from '#server/platform/portal.ts'
import { now } from '../cluster/clock.ts'
import type { Reader } from './reader.ts'
import { callersAt } from './switches.ts'

/** How long everyone may take to catch up when all is over. Ms. */
const SETTLE = 20_000

/** Connects and watches, unless it is connected already or nobody lets it in. */
export async function joined(reader: Reader, streams: readonly string[]): Promise<void> {
  if (reader.connected || (await reader.connect())) reader.watch(streams)
}

/** Waits until everyone stands where their streams do; answers who has not caught up in time. */
export async function settle(
  readers: readonly Reader[],
  streams: readonly string[],
  portal: Portal,
): Promise<string[]> {
  const deadline = now() + SETTLE
  for (;;) {
    await pause(300)
    const behind = await whoIsBehind(readers, streams, portal)
    if (behind.length === 0 || now() > deadline) return behind
    for (const reader of readers)
      if (!reader.connected && (await reader.connect())) reader.watch(streams)
      // A right that came back after it was told to be lost is looked for again, as a page that hears of it does.
      else if (reader.lost.size > 0) reader.watch([...reader.lost])
  }
}

/** A node that nobody rings finds news by itself within a second; given time for a slow machine. Ms. */
const BY_ITSELF = 3000

/** Who was not told what was said last, while nobody asked for anything: a watch would have had its node look. */
export async function leftAlone(
  readers: readonly Reader[],
  streams: readonly string[],
  portal: Portal,
): Promise<string[]> {
  await pause(BY_ITSELF)
  return whoIsBehind(
    readers.filter(({ connected, lost }) => connected && lost.size === 0),
    streams,
    portal,
  )
}

/** Who may watch a stream now and does not yet stand where it does. */
export async function whoIsBehind(
  readers: readonly Reader[],
  streams: readonly string[],
  portal: Portal,
): Promise<string[]> {
  const { db } = portal.database
  const clocks = new Map(
    (await db.selectFrom('streams').select(['name', 'clock']).execute()).map(({ name, clock }) => [name, clock]),
  )
  const callerOf = callersAt(portal)
  const standings = await proveWatchers(
    db,
    readers.map(({ who }) => ({ caller: callerOf(who), streams })),
  )
  return readers.flatMap((reader, nth) => {
    const standing = standings[nth]
    if (!standing || standing.ended) return []
    return [...standing.streams].flatMap(([stream, proof]) => {
      const last = clocks.get(stream) ?? 0
      const at = reader.positions.get(stream) ?? 0
      if (!proof.allowed || at >= last) return []
      return [
        `${reader.who.name}: left behind on ${stream}, at ${String(at)} of ${String(last)}${reader.lost.has(stream) ? ', told that it is lost' : ''}`,
      ]
    })
  })
}
