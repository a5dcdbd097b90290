import { setTimeout as pause } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { proveWatchers } from '#server/access/watch.ts'
import type { Portal } from '#server/platform/portal.ts'
import { post } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { act, type Ground } from './acts.ts'
import { Chance } from './chance.ts'
import { check } from './check.ts'
import { firstFiles, keptIn, withCluster, type Stage } from './ground.ts'
import { makeFaults, type FaultName } from './faults.ts'
import { History } from './history.ts'
import { Reader } from './reader.ts'
import { boardOf, type Board } from './rules.ts'
import type { World } from './world.ts'

export interface SoakOptions {
  seed: number
  seconds: number
  /** Which faults happen; none when empty. */
  faults: readonly FaultName[]
  readers: number
  callers: number
  mutant?: string | null
  /** Few Saves, so that much is said in between. */
  calm?: boolean
  /** Redis dies before the last news, and is not there while all catch up. */
  lastWithoutRedis?: boolean
}

export interface Report {
  seed: number
  frames: number
  handouts: number
  facts: number
  attempts: Record<string, number>
  saves: number
  faults: string[]
  violations: string[]
}

/** How long everyone may take to catch up when all is over. Ms. */
const SETTLE = 20_000

/** Lets everybody act at random for a while, waits until all have caught up, and holds what they saw against the database. */
export const soak = (options: SoakOptions): Promise<Report> =>
  withCluster({ mutant: options.mutant ?? null }, (stage) => run(options, stage))

async function run(options: SoakOptions, { cluster, world, portal }: Stage): Promise<Report> {
  const { seed, seconds } = options
  const history = new History()
  for (const node of cluster.nodes) node.onHanded((handed) => history.heard(handed))
  const board = boardOf(world, portal)
  const door = { at: cluster.url, origin: cluster.url }
  const ground: Ground = { world, door, history, files: await firstFiles(world, door) }
  const readers = Array.from({ length: options.readers }, (_, nth) => {
    const who = world.people[nth % world.people.length]
    if (!who) throw new Error('Nobody lives in this world.')
    return new Reader(cluster.url, who, new Map(), history)
  })
  const until = now() + seconds * 1000
  const [faults] = await Promise.all([
    options.faults.length > 0 ? makeFaults(cluster, new Chance(seed, 'faults'), until, options.faults) : [],
    ...readers.map((reader, nth) =>
      reader.live(
        new Chance(seed, `reader ${String(nth)}`),
        streamsOf(reader, world, new Chance(seed, `streams ${String(nth)}`)),
        until,
      ),
    ),
    ...Array.from({ length: options.callers }, (_, nth) =>
      act(ground, new Chance(seed, `caller ${String(nth)}`), until),
    ),
    flip(board, new Chance(seed, 'switches'), until, options.calm ? 1000 : 20),
  ])
  cluster.mend()
  const streams = [...world.tasks, ...world.contracts].map(({ stream }) => stream)
  for (const reader of readers) await joined(reader, streams)
  if (options.lastWithoutRedis) await lastNews(cluster, ground)
  const behind = await settle(readers, streams, portal)
  await pause(200)
  history.settle()
  for (const reader of readers) reader.drop()
  const kept = await keptIn(portal)
  return {
    seed,
    frames: history.frames,
    handouts: history.handouts.length,
    facts: history.handouts.reduce((sum, { seqs }) => sum + seqs.length, 0),
    attempts: tally(history),
    saves: board.switches.reduce((sum, one) => sum + one.saved, 0),
    faults,
    violations: [...behind, ...check(history, board, kept)],
  }
}

/** Somebody's own streams, and now and then one that was never theirs. */
function streamsOf({ who }: Reader, world: World, chance: Chance): string[] {
  const all = [...world.tasks, ...world.contracts]
  const theirs = all.filter(({ people }) => people.includes(who)).map(({ stream }) => stream)
  return [...theirs, `grant:${who.grantId}`, ...(chance.happens(0.3) ? [chance.pick(all).stream] : [])]
}

/** A word on everything, when Redis cannot tell of it. */
async function lastNews({ redis }: Cluster, { world, door, history }: Ground): Promise<void> {
  await redis?.kill()
  for (const thing of [...world.tasks, ...world.contracts]) {
    const [who] = thing.people
    if (!who) continue
    const sentId = randomUUID()
    const answer = await post(door, who, thing, { sentId, body: 'The last word.', audience: world.everyone })
    history.attempts.push({ who, what: 'post', stream: thing.stream, sentId, ...answer })
  }
}

/** Opens and closes, and what was closed is opened again soon: most must be open most of the time, or nothing happens. */
async function flip(board: Board, chance: Chance, until: number, least: number): Promise<void> {
  const underWay = new Set<Promise<void>>()
  while (now() < until) {
    await pause(chance.between(least, least + 140))
    // Half of it concerns what most look at.
    const one = chance.pick(chance.happens(0.5) ? board.hot : board.switches)
    const job = one
      .set(false)
      .then(() => pause(chance.between(50, 600)))
      .then(() => one.set(true))
    underWay.add(job)
    void job.finally(() => underWay.delete(job))
    if (chance.happens(0.05)) await board.sneak.set(false)
  }
  await Promise.all(underWay)
}

async function joined(reader: Reader, streams: readonly string[]): Promise<void> {
  if (reader.connected || (await reader.connect())) reader.watch(streams)
}

/** Waits until everyone stands where their streams do; answers who has not caught up in time. */
async function settle(readers: readonly Reader[], streams: readonly string[], portal: Portal): Promise<string[]> {
  const deadline = now() + SETTLE
  const behindNow = async (): Promise<string[]> => {
    const { events } = await keptIn(portal)
    const standings = await proveWatchers(
      portal.database.db,
      readers.map(({ who }) => ({
        caller: { portal, userId: who.userId, sessionId: who.sessionId, grantId: who.grantId, address: '127.0.0.1' },
        streams,
      })),
    )
    return readers.flatMap((reader, nth) => {
      const standing = standings[nth]
      if (!standing || standing.ended) return []
      return [...standing.streams].flatMap(([stream, proof]) => {
        const last = events.get(stream)?.at(-1) ?? 0
        const at = reader.positions.get(stream) ?? 0
        return proof.allowed && at < last ? [`${reader.who.name}: left behind on ${stream}, at ${at} of ${last}`] : []
      })
    })
  }
  for (;;) {
    await pause(300)
    const behind = await behindNow()
    if (behind.length === 0 || now() > deadline) return behind
    for (const reader of readers) if (!reader.connected && (await reader.connect())) reader.watch(streams)
  }
}

function tally({ attempts }: History): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { what, status } of attempts) {
    const key = `${what} ${status === null ? 'unanswered' : String(status)}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
