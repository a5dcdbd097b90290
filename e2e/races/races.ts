import { setTimeout as pause } from 'node:timers/promises'
import { ANSWERS } from '../cluster/hold-up.ts'
import { Chance } from '../soak/chance.ts'
import { check } from '../soak/check.ts'
import { History, type Attempt } from '../soak/history.ts'
import { boardOf } from '../soak/rules.ts'
import { firstFiles, noteOld, withCluster, type Stage } from '../soak/ground.ts'
import { keptIn, since, type Kept } from '../soak/kept.ts'
import { race, surely, type Outcome } from './race.ts'
import { racesOf, type Race } from './kinds.ts'

/** A fifth of all attempts must overlap a Save, or the race was none. */
const LEAST_OVERLAPS = 0.2
/** What is in the files that are downloaded, besides a name: they are handed over in several pieces, each under the gate. */
const LARGE = 'All that was ever measured. '.repeat(20_000)

/** What came of one kind, and what is wrong with it. */
export interface Result extends Pick<Outcome, 'rounds' | 'saved' | 'overlaps'> {
  name: string
  attempts: number
  /** What was accepted or shown, by its way: a way in which nothing ever is proves nothing. */
  accepted: Record<string, number>
  violations: string[]
  /** What makes it no proof. */
  unproven: string[]
}

export interface RacesOptions {
  rounds: number
  seed: number
  /** Only these kinds, by their names; all without it. */
  only?: readonly string[]
  mutant?: string | null
  /** In each round a node's event loop is blocked for so long, in its next passage with news. Ms. */
  stalled?: number
  /** In each round every second line of every node takes nothing for so long. Ms. */
  clogged?: number
  /** Hears of each kind when it is over. */
  tell?: (result: Result) => void
}

/** Every kind of withdrawal so many times, on three nodes; half-way through each kind's rounds Redis dies or comes back. */
export function races(options: RacesOptions): Promise<Result[]> {
  const { rounds, seed, only, mutant = null, stalled = 0, clogged = 0, tell } = options
  return withCluster({ mutant }, async (stage) => {
    const { races: all, rules } = racesOf(stage, boardOf(stage))
    const kinds = only ? all.filter(({ name }) => only.includes(name)) : all
    const results: Result[] = []
    let history = new History()
    for (const node of stage.cluster.nodes) node.onLeft((left) => history.heard(left))
    let before: Kept | null = null
    const things = [...new Set(kinds.map(({ thing }) => thing))]
    noteOld(stage.world, history)
    const files = await firstFiles(stage, history, things, LARGE)
    for (const [nth, kind] of kinds.entries()) {
      const hinder = (step: Chance) => {
        // One: a Save that meets a blocked node comes too late to prove anything.
        if (stalled > 0) step.pick(stage.cluster.nodes).stall({ ms: stalled, answer: step.below(ANSWERS) })
        if (clogged > 0) for (const node of stage.cluster.nodes) node.clog(clogged, step.pick([0, 1]))
        return clogged > 0
      }
      const how = { rounds, chance: new Chance(seed, kind.name), hinder }
      const outcome = await inTwoHalves({ ...stage, history, files }, kind, how, nth)
      await pause(200)
      history.settle()
      const kept = await keptIn(stage.portal)
      const { tried, stored, ...counts } = outcome
      const result = { name: kind.name, ...counts, attempts: tried.length, accepted: acceptedOf(kind, tried) }
      const found = check(history, rules, before ? since(before, kept) : kept)
      const whole = { ...result, violations: [...stored, ...found], unproven: unproven(kind, result) }
      before = kept
      history = new History()
      results.push(whole)
      tell?.(whole)
    }
    return results
  })
}

async function inTwoHalves(
  stage: Stage & Parameters<typeof race>[0],
  kind: Race,
  how: Parameters<typeof race>[3],
  nth: number,
): Promise<Outcome> {
  const { rounds } = how
  const { redis } = stage.cluster
  const halves = [Math.ceil(rounds / 2), Math.floor(rounds / 2)]
  const { db } = stage.portal.database
  await kind.before?.()
  if (!(await surely(kind.right, true))) throw new Error(`“${kind.name}” could not be prepared.`)
  const first = await race(stage, kind, db, { ...how, rounds: halves[0] ?? 0 })
  await (nth % 2 === 0 ? redis?.kill() : redis?.start())
  const second = await race(stage, kind, db, { ...how, rounds: halves[1] ?? 0 })
  await kind.after?.()
  return {
    rounds,
    saved: first.saved + second.saved,
    overlaps: first.overlaps + second.overlaps,
    tried: [...first.tried, ...second.tried],
    stored: [...first.stored, ...second.stored],
  }
}

/** How much was taken or shown in each way. */
function acceptedOf({ ways }: Race, tried: readonly Attempt[]): Record<string, number> {
  const isAccepted = ({ what, status, given }: Attempt) =>
    what === 'post' || what === 'upload' ? status !== null && status < 300 : given.length > 0
  return Object.fromEntries(ways.map((way) => [way, tried.filter((one) => one.what === way && isAccepted(one)).length]))
}

/** What makes a race no proof: Saves that were none, ways that were never open, and attempts that were over before it came to them. */
function unproven(
  { name, ways }: Race,
  { rounds, saved, attempts, overlaps, accepted }: Omit<Result, 'violations' | 'unproven'>,
): string[] {
  return [
    ...(saved === rounds ? [] : [`${name}: only ${String(saved)} of ${String(rounds)} withdrawals were saved`]),
    ...(overlaps >= attempts * LEAST_OVERLAPS ? [] : [`${name}: fewer than a fifth of the attempts overlapped`]),
    ...ways.filter((way) => !accepted[way]).map((way) => `${name}: no ${way} was ever accepted`),
  ]
}
