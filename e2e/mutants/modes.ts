import type { FaultName } from '../soak/faults.ts'
import { CORE_MUTANTS } from './core-mutants.ts'

/** How a hunt is made. */
export interface Mode {
  faults: readonly FaultName[]
  /** Much is said and little is changed. */
  calm: boolean
}

/** Under these the core is tried hardest. */
const USUAL: readonly FaultName[] = ['node frozen', 'event loop blocked inside a gate']

/** How a mutant is hunted: under the usual faults, unless it shows under others. */
export function modeOf(id: string): Mode {
  const { faults = USUAL, calm = false } = CORE_MUTANTS.find((one) => one.id === id) ?? {}
  return { faults, calm }
}

export const wordsOf = ({ faults, calm }: Mode): string => `${faults.join(', ')}${calm ? '; few Saves' : ''}`
