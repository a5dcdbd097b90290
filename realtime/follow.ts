import type pg from 'pg'
import { passOn, Stale } from '#server/access/gate.ts'
import type { Due } from './due.ts'
import { askAhead, pass, type Node, type Outcome } from './pass.ts'

/** A write that is not done by then is no longer waited for: it may wait for a row of a node that sleeps. Ms. */
const PATIENCE = 40

/**
 * Passes behind a write that was just sent on its own connection: what was written is read as soon as it is stored, without a way there
 * and back. `outcome` rejects with `Stale` where the write takes long: then this pass hands nothing over any more, and is made as usual.
 * `free`: when the connection is, with what broke it.
 */
export function follow(
  node: Node,
  client: pg.PoolClient,
  due: Due,
): { outcome: Promise<Outcome>; free: Promise<Error | undefined> } {
  let state: 'waiting' | 'begun' | 'late' = 'waiting'
  const passed = passOn(
    client,
    (passage, asked) => {
      if (state === 'late') throw new Stale()
      state = 'begun'
      return pass(node, passage, asked)
    },
    (same: pg.PoolClient) => askAhead(node, same, due),
  )
  const outcome = new Promise<Outcome>((done, failed) => {
    const patience = setTimeout(() => {
      if (state === 'begun') return
      state = 'late'
      failed(new Stale())
    }, PATIENCE)
    void passed.then((result) => {
      clearTimeout(patience)
      if ('result' in result) done(result.result)
      else failed(result.error instanceof Error ? result.error : new Error(String(result.error)))
    })
  })
  return { outcome, free: passed.then(({ broken }) => broken) }
}
