import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { post } from '../cluster/calls.ts'
import { now } from '../cluster/clock.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { Image } from '../cluster/image.ts'
import { act, type Ground } from './acts.ts'
import { Chance } from './chance.ts'
import { check, shareTimed } from './check.ts'
import { makeFaults, type FaultName, type Made } from './faults.ts'
import { firstFiles, noteOld, withCluster, type Stage } from './ground.ts'
import { History } from './history.ts'
import { keptIn } from './kept.ts'
import { Reader } from './reader.ts'
import { boardOf, type Board } from './rules.ts'
import { joined, leftAlone, settle } from './settle.ts'
import { Span } from './span.ts'
import { ownOf, teamOf, type World } from './world.ts'

export interface SoakOptions {
  seed: number
  seconds: number
  /** Goes on until so much has happened, but for so many seconds at most: a slow machine proves as much, only later. */
  enough?: { longest: number; saves: number; facts: number; posts: number }
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
  /** How long it took without its beginning and end. Seconds. */
  seconds: number
  frames: number
  handouts: number
  facts: number
  /** The share of frames and answers of which it is known when they were handed over. */
  timed: number
  attempts: Record<string, number>
  saves: number
  /** Saves among them that pages of the nodes answered. */
  savesOverHttp: number
  faults: Made[]
  violations: string[]
}

/** The share of Saves that are sent to the pages of the nodes, where there are any. */
const OVER_HTTP = 0.35
const OF_THE_IMAGE: FaultName = 'a node of the image joins and leaves'

/** Lets everybody act at random for a while, waits until all have caught up, and holds what they saw against the database. */
export async function soak(options: SoakOptions): Promise<Report> {
  // Made before anything begins: it takes the whole machine.
  const image = options.faults.includes(OF_THE_IMAGE) ? await Image.build() : null
  return withCluster({ mutant: options.mutant ?? null }, (stage) => run(options, stage, image)).finally(() =>
    image?.remove(),
  )
}

async function run(options: SoakOptions, stage: Stage, image: Image | null): Promise<Report> {
  const { cluster, world, portal, door } = stage
  const { seed, seconds, enough } = options
  const history = new History()
  for (const node of cluster.nodes) node.onLeft((left) => history.heard(left))
  const board = boardOf(stage)
  noteOld(world, history)
  const things = [...world.tasks, ...world.contracts]
  const ground: Ground = { world, door, history, files: await firstFiles(stage, history, things) }
  const actors = [...world.people, ...world.staff]
  const readers = Array.from({ length: options.readers }, (_, nth) => {
    const who = actors[nth % actors.length]
    if (!who) throw new Error('Nobody lives in this world.')
    return new Reader(cluster.url, who, new Map(), history)
  })
  const saves = () => board.switches.reduce((sum, one) => sum + one.saved, 0)
  const span = new Span(
    seconds,
    enough?.longest,
    () => !enough || (saves() > enough.saves && factsIn(history) > enough.facts && posted(history) > enough.posts),
  )
  const [faults] = await Promise.all([
    makeFaults({ ...stage, board, history, image }, new Chance(seed, 'faults'), span, options.faults),
    ...readers.map((reader, nth) => {
      const streams = streamsOf(reader, world, new Chance(seed, `streams ${String(nth)}`))
      return reader.live(new Chance(seed, `reader ${String(nth)}`), streams, span)
    }),
    ...Array.from({ length: options.callers }, (_, nth) =>
      act(ground, new Chance(seed, `caller ${String(nth)}`), span),
    ),
    flip(board, new Chance(seed, 'switches'), span, options.calm ? 1000 : 20),
  ])
  const took = span.passed
  cluster.mend()
  const streams = [...things, ...world.tasks.map(({ stream }) => ({ stream: teamOf(stream) }))].map(
    ({ stream }) => stream,
  )
  for (const reader of readers) await joined(reader, streams)
  if (options.lastWithoutRedis) await lastNews(cluster, ground)
  const alone = options.lastWithoutRedis ? await leftAlone(readers, streams, portal) : []
  const behind = await settle(readers, streams, portal)
  await pause(200)
  history.settle()
  for (const reader of readers) reader.drop()
  const kept = await keptIn(portal, { crashed: options.faults.length > 0 })
  return {
    seed,
    seconds: Math.ceil(took),
    frames: history.frames,
    handouts: history.handouts.length,
    facts: factsIn(history),
    timed: shareTimed(history),
    attempts: tally(history),
    saves: saves(),
    savesOverHttp: board.switches.reduce((sum, one) => sum + one.savedOverHttp, 0),
    faults,
    violations: [...faults.flatMap(({ wrong }) => wrong), ...alone, ...behind, ...check(history, board, kept)],
  }
}

const factsIn = ({ handouts }: History) => handouts.reduce((sum, { facts }) => sum + facts.length, 0)
const posted = ({ attempts }: History) =>
  attempts.filter(({ what, status }) => what === 'post' && status === 200).length

/** Somebody's own streams, and now and then one that was never theirs. */
function streamsOf({ who }: Reader, world: World, chance: Chance): string[] {
  const all = [...world.tasks, ...world.contracts]
  if (who.kind === 'staff')
    return [...all.map(({ stream }) => stream), ...world.tasks.map(({ stream }) => teamOf(stream)), ownOf(who)]
  const theirs = all.filter(({ people }) => people.includes(who)).map(({ stream }) => stream)
  const others = chance.happens(0.3) ? [chance.pick(all).stream] : []
  const secret = chance.happens(0.3) ? [teamOf(chance.pick(world.tasks).stream)] : []
  return [...new Set([...theirs, ownOf(who), ...others, ...secret])]
}

/** A word on everything, when Redis cannot tell of it. */
async function lastNews({ redis }: Cluster, { world, door, history }: Ground): Promise<void> {
  await redis?.kill()
  for (const thing of [...world.tasks, ...world.contracts]) {
    const [who] = thing.people
    if (!who) continue
    const sentId = randomUUID()
    const answer = await post(door, who, thing, { sentId, body: 'The last word.', audience: world.everyone })
    history.attempts.push({ who, what: 'post', stream: thing.stream, sentId, given: [], ...answer })
  }
}

/** Opens and closes, and what was closed is opened again soon: most must be open most of the time, or nothing happens. */
async function flip(board: Board, chance: Chance, span: Span, least: number): Promise<void> {
  const underWay = new Set<Promise<unknown>>()
  let took = 0
  while (!span.over) {
    const step = chance.step()
    // As long as a Save takes, none is begun: on a slow machine nothing else would ever pass.
    await pause(Math.max(took, step.between(least, least + 140)))
    // Half of it concerns what most look at.
    const one = step.pick(step.happens(0.5) ? board.hot : board.switches)
    const [closesOver, opensOver] = [step.happens(OVER_HTTP), step.happens(OVER_HTTP)]
    const closedFor = step.between(50, 600)
    const begun = now()
    const closed = one.set(false, closesOver).finally(() => (took = now() - begun))
    const job = closed.then(() => pause(closedFor)).then(() => one.set(true, opensOver))
    underWay.add(job)
    void job.finally(() => underWay.delete(job))
    if (step.happens(0.05)) await board.sneak.set(false)
    await closed
  }
  await Promise.all(underWay)
}

function tally({ attempts }: History): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { what, status } of attempts) {
    const key = `${what} ${status === null ? 'unanswered' : String(status)}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
