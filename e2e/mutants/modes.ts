import type { FaultName } from '../soak/faults.ts'
import { CORE_MUTANTS } from './core-mutants.ts'

/** How a hunt is made: by races of some kinds, or by soaks under some faults. */
export type Mode =
  | {
      races: readonly string[]
      /** So long event loops are blocked in passages, ms. */
      stalled: number
      /** So long lines take nothing, ms. */
      clogged: number
    }
  | {
      races: null
      faults: readonly FaultName[]
      /** Much is said and little is changed. */
      calm: boolean
    }

/** Under these the core is tried hardest. */
const USUAL: readonly FaultName[] = ['node frozen', 'event loop blocked inside a gate']

/** How a mutant is hunted: by soaks under the usual faults, unless it shows in another way. */
export function modeOf(id: string): Mode {
  const {
    races,
    stalled = 0,
    clogged = 0,
    faults = USUAL,
    calm = false,
  } = CORE_MUTANTS.find((one) => one.id === id) ?? {}
  return races ? { races, stalled, clogged } : { races: null, faults, calm }
}

export const wordsOf = (mode: Mode): string =>
  mode.races
    ? `races: ${mode.races.join(', ')}${lasting('event loops blocked', mode.stalled)}${lasting('lines take nothing', mode.clogged)}`
    : `${mode.faults.join(', ')}${mode.calm ? '; few Saves' : ''}`

const lasting = (what: string, ms: number): string => (ms > 0 ? `; ${what} for ${String(ms)} ms` : '')
