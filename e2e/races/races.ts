import { setTimeout as pause } from 'node:timers/promises'
import { Chance } from '../soak/chance.ts'
import { check } from '../soak/check.ts'
import { History } from '../soak/history.ts'
import { boardOf } from '../soak/rules.ts'
import { firstFiles, noteOld, withCluster, type Stage } from '../soak/ground.ts'
import { keptIn, since, type Kept } from '../soak/kept.ts'
import { race, type Outcome } from './race.ts'
import { racesOf, type Race } from './kinds.ts'

/** A fifth of all attempts must overlap a Save, or the race was none. */
const LEAST_OVERLAPS = 0.2
/** What is in the files that are downloaded, besides a name: they are handed over in several pieces, each under the gate. */
const LARGE = 'All that was ever measured. '.repeat(20_000)

/** What came of one kind, and all that is wrong with it. */
export interface Result extends Outcome {
  name: string
  violations: string[]
}

/** Every kind of withdrawal so many times, on three nodes; half-way through each kind's rounds Redis dies or comes back. */
export function races(rounds: number, seed: number, tell: (result: Result) => void): Promise<Result[]> {
  return withCluster({}, async (stage) => {
    const { races: kinds, rules } = racesOf(stage, boardOf(stage))
    const results: Result[] = []
    let history = new History()
    for (const node of stage.cluster.nodes) node.onLeft((left) => history.heard(left))
    let before: Kept | null = null
    const things = [...new Set(kinds.map(({ thing }) => thing))]
    noteOld(stage.world, history)
    const files = await firstFiles(stage, history, things, LARGE)
    for (const [nth, kind] of kinds.entries()) {
      const outcome = await inTwoHalves({ ...stage, history, files }, kind, rounds, new Chance(seed, kind.name), nth)
      await pause(200)
      history.settle()
      const kept = await keptIn(stage.portal)
      const result = {
        name: kind.name,
        ...outcome,
        violations: [
          ...outcome.stored,
          ...check(history, rules, before ? since(before, kept) : kept),
          ...unproven(kind, outcome),
        ],
      }
      before = kept
      history = new History()
      results.push(result)
      tell(result)
    }
    return results
  })
}

async function inTwoHalves(
  stage: Stage & Parameters<typeof race>[0],
  kind: Race,
  rounds: number,
  chance: Chance,
  nth: number,
): Promise<Outcome> {
  const { redis } = stage.cluster
  const halves = [Math.ceil(rounds / 2), Math.floor(rounds / 2)]
  const { db } = stage.portal.database
  const first = await race(stage, kind, db, halves[0] ?? 0, chance)
  await (nth % 2 === 0 ? redis?.kill() : redis?.start())
  const second = await race(stage, kind, db, halves[1] ?? 0, chance)
  const sum = (of: 'saved' | 'attempts' | 'overlaps') => first[of] + second[of]
  return {
    rounds,
    saved: sum('saved'),
    attempts: sum('attempts'),
    overlaps: sum('overlaps'),
    accepted: Object.fromEntries(
      kind.ways.map((way) => [way, (first.accepted[way] ?? 0) + (second.accepted[way] ?? 0)]),
    ),
    stored: [...first.stored, ...second.stored],
  }
}

/** What makes a race no proof: Saves that were none, ways that were never open, and attempts that were over before it came to them. */
function unproven({ name, ways }: Race, { rounds, saved, attempts, overlaps, accepted }: Outcome): string[] {
  return [
    ...(saved === rounds ? [] : [`${name}: only ${String(saved)} of ${String(rounds)} withdrawals were saved`]),
    ...(overlaps >= attempts * LEAST_OVERLAPS ? [] : [`${name}: fewer than a fifth of the attempts overlapped`]),
    ...ways.filter((way) => !accepted[way]).map((way) => `${name}: no ${way} was ever accepted`),
  ]
}
