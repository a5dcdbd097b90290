import { setTimeout as pause } from 'node:timers/promises'
import type { Chance } from './chance.ts'
import type { Effect, Scene } from './fault.ts'
import { LINE_FAULTS } from './faults-of-lines.ts'
import { NODE_FAULTS } from './faults-of-nodes.ts'
import { POSTGRES_FAULTS } from './faults-of-postgres.ts'
import { REDIS_FAULTS } from './faults-of-redis.ts'
import type { Span } from './span.ts'

/** What goes wrong in machine rooms, each mended by itself when it returns. */
const FAULTS = { ...NODE_FAULTS, ...REDIS_FAULTS, ...POSTGRES_FAULTS, ...LINE_FAULTS }

export type FaultName = keyof typeof FAULTS
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[]

/** A fault that was made, and what came of it. `hit`: null where it always meets what it is for. */
export interface Made {
  name: FaultName
  hit: boolean | null
  wrong: string[]
}

/** This one takes a minute: it comes once, and among others only where there are minutes. Seconds. */
const ONCE: FaultName = 'node frozen for a minute'
const LONG = 180
/** What was made so often and never hit anything proves nothing. */
const OFTEN = 5

/** One fault after the other, each of them once before any comes again; answers what was done. */
export async function makeFaults(
  scene: Scene,
  chance: Chance,
  span: Span,
  names: readonly FaultName[],
): Promise<Made[]> {
  const made: Made[] = []
  const comes = (name: FaultName) =>
    name !== ONCE || ((names.length === 1 || span.atLeast >= LONG) && made.every((one) => one.name !== ONCE))
  let left: FaultName[] = []
  while (!span.over) {
    const step = chance.step()
    if (left.length === 0) left = names.filter(comes)
    const [name] = left.splice(step.below(left.length), 1)
    if (!name) break
    const effect: Effect = (await FAULTS[name](scene, step)) ?? {}
    made.push({ name, hit: effect.hit ?? null, wrong: effect.wrong ?? [] })
    await pause(step.between(100, 700))
  }
  return [...made, ...neverHit(made)]
}

function neverHit(made: readonly Made[]): Made[] {
  return [...Map.groupBy(made, ({ name }) => name)].flatMap(([name, all]) =>
    all.length >= OFTEN && all.every(({ hit }) => hit === false)
      ? [{ name, hit: false, wrong: [`“${name}” was made ${String(all.length)} times and never hit anything`] }]
      : [],
  )
}

/** One line that says which faults were made, how often, and how often they hit. */
export const toldFaults = (made: readonly Made[]): string =>
  [...Map.groupBy(made, ({ name }) => name)]
    .map(([name, all]) => {
      const judged = all.filter(({ hit }) => hit !== null)
      const hits = judged.length > 0 ? ` (${String(judged.filter(({ hit }) => hit).length)} hit)` : ''
      return `${name} ${String(all.length)}×${hits}`
    })
    .join(', ') || 'none'
