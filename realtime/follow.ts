import type { PoolClient } from 'pg'
import { handOverAfter, Stale } from '#server/access/gate.ts'
import type { Followed } from '#server/streams/doorbell.ts'
import { foundOf, type Told } from '#server/streams/told.ts'
import { pass, type Node, type Outcome } from './pass.ts'

/** So long is waited for a write that is under way: it may wait for a row of a node that sleeps, or behind a Save. Ms. */
const PATIENCE = 40

/** A pass behind a write. */
interface Pass extends Followed {
  /**
   * Errors: `Stale` where the write takes long or stores nothing: then nothing was handed over, and a pass is made as usual. `mustBeSettled` throws
   * where this connection may lead elsewhere.
   */
  outcome: Promise<Outcome>
}

/** A pass behind a write that is just being sent on `client`: as soon as it is stored, what it tells is handed over without being read. */
export function follow(node: Node, client: PoolClient, writing: Promise<Told | null>, mustBeSettled: () => void): Pass {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const { promise: heard, resolve: hear } = Promise.withResolvers<undefined>()
  let isLate = false
  const patience = setTimeout(() => {
    isLate = true
    hear(undefined)
    reject(new Stale())
  }, PATIENCE)
  const passing = handOverAfter(client, writing, async (told, passage) => {
    // Who waited makes a pass of their own.
    if (isLate) throw new Stale()
    clearTimeout(patience)
    mustBeSettled()
    const outcome = await pass(node, passage, { ...foundOf(told), here: null })
    hear(undefined)
    return { ...outcome, more: outcome.more || someAreElsewhere(node, told) }
  })
  const passed = passing.then((one) => {
    clearTimeout(patience)
    hear(undefined)
    if ('error' in one) throw one.error
    return one.result
  })
  return { outcome: Promise.race([passed, late]), heard, free: passing.then(({ broken }) => broken) }
}

/** Whether somebody who reads stands elsewhere than what was told ends: it did not begin where they stood. */
const someAreElsewhere = ({ rooms }: Node, { fact: { stream, seq } }: Told): boolean =>
  rooms.watchersOf(stream).some(({ line, watch }) => line.ready && watch.position !== seq)
