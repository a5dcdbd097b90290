import { passGate } from '#server/access/gate.ts'
import { noting, type Noted } from '../noting.ts'
import type { Portal } from '../portal.ts'

/** Makes something while noting under which rule, so that `handOver` can tell whether it still holds. */
export async function noted<T>(make: () => Promise<T>): Promise<{ made: T; under: Noted }> {
  const under: Noted = { version: null, validUntil: null }
  return { made: await noting.run(under, make), under }
}

/**
 * Calls `let go` in the very tick in which, under the gate, the rule of the page was found to be the rule of now. Answers false
 * when it has moved, or time has taken something away: then nothing has left. What shows nothing protected needs no gate.
 */
export async function handOver(portal: Portal, { version, validUntil }: Noted, letGo: () => void): Promise<boolean> {
  if (version === null) {
    letGo()
    return true
  }
  return passGate(portal.database, (passage) => {
    if (passage.version !== version || (validUntil !== null && validUntil <= passage.now)) return false
    passage.stillFresh()
    letGo()
    return true
  })
}
