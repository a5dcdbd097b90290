import { setImmediate as turn } from 'node:timers/promises'
import { passGate, type Passage } from '#server/access/gate.ts'
import { noting, type Noted } from '../noting.ts'
import type { Portal } from '../portal.ts'

/** Makes something while noting under which rule, so that `handOver` can tell whether it still holds. `again`: it did not, the last time. */
export async function noted<T>(make: () => Promise<T>, again = false): Promise<{ made: T; under: Noted }> {
  const under: Noted = { version: null, validUntil: null, again }
  return { made: await noting.run(under, make), under }
}

/** An answer that waits to be let go. */
interface Ready {
  under: Noted
  letGo: () => void
  /** Hears whether it has left. */
  left: (left: boolean) => void
  failed: (error: unknown) => void
}

/** Answers that wait on one node, and whether a passage is under way. */
interface Hatch {
  ready: Ready[]
  passing: boolean
}

const hatches = new WeakMap<Portal, Hatch>()

/**
 * Calls `letGo` in the very tick in which, under the gate, the rule of the page was found to be the rule of now. Answers false
 * when it has moved, or time has taken something away: then nothing has left. What shows nothing protected needs no gate. Answers that
 * become ready while a passage is under way share the next one.
 */
export function handOver(portal: Portal, under: Noted, letGo: () => void): Promise<boolean> {
  if (under.version === null) {
    letGo()
    return Promise.resolve(true)
  }
  const hatch = hatches.get(portal) ?? { ready: [], passing: false }
  hatches.set(portal, hatch)
  return new Promise((left, failed) => {
    hatch.ready.push({ under, letGo, left, failed })
    void open(portal, hatch)
  })
}

async function open(portal: Portal, hatch: Hatch): Promise<void> {
  if (hatch.passing) return
  hatch.passing = true
  while (hatch.ready.length > 0) {
    // Those that are made in this turn of the loop go along.
    await turn()
    // Those that have left are taken out one by one: a passage that got too old goes on where it stopped.
    const ready = hatch.ready.splice(0)
    await passGate(portal.database, (passage) => {
      for (let one = ready[0]; one; one = ready[0]) {
        passage.stillFresh()
        ready.shift()
        letGoUnder(passage, one)
      }
    }).catch((error: unknown) => ready.forEach(({ failed }) => failed(error)))
  }
  hatch.passing = false
}

function letGoUnder({ version, now }: Passage, { under, letGo, left, failed }: Ready): void {
  const stands = version === under.version && (under.validUntil === null || under.validUntil > now)
  try {
    if (stands) letGo()
    left(stands)
  } catch (error) {
    failed(error)
  }
}
