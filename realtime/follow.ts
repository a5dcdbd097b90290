import type pg from 'pg'
import { passOn, Stale } from '#server/access/gate.ts'
import { foundOf, type Told } from '#server/streams/told.ts'
import { pass, type Node, type Outcome } from './pass.ts'

/**
 * The gate is kept open no longer than this for a write that is under way: it may wait for a row of a node that sleeps, or behind a Save
 * that waits for this very passage. Ms.
 */
const PATIENCE = 40

/**
 * A pass beside a write that was just sent: the gate is taken while the database is at it, and what the write tells is handed over as soon
 * as it is stored, without being read. Errors: `Stale` where the write takes long, stores nothing, or was made under another rule than
 * this passage: then nothing was handed over, and a pass is made as usual. `mustBeSettled` throws where this connection may lead elsewhere.
 */
export async function follow(
  node: Node,
  pool: pg.Pool,
  writing: Promise<Told | null>,
  mustBeSettled: () => void,
): Promise<Outcome> {
  const from = performance.now()
  const written = inTime(writing)
  const client = await pool.connect()
  const { broken, ...passed } = await passOn(
    client,
    async (passage) => {
      const told = await written
      mustBeSettled()
      if (told?.version !== passage.version || performance.now() - from > PATIENCE) throw new Stale()
      const outcome = await pass(node, passage, { ...foundOf(told), here: null })
      return { ...outcome, more: outcome.more || someAreElsewhere(node, told) }
    },
    () => undefined,
  )
  client.release(broken)
  if ('error' in passed) throw passed.error
  return passed.result
}

/** What a write tells; null as well when it takes too long. */
const inTime = (writing: Promise<Told | null>): Promise<Told | null> =>
  new Promise((done) => {
    const patience = setTimeout(done, PATIENCE, null)
    void writing.then((told) => {
      clearTimeout(patience)
      done(told)
    })
  })

/** Whether somebody who reads stands elsewhere than what was told ends: it did not begin where they stood. */
const someAreElsewhere = ({ rooms }: Node, { fact: { stream, seq } }: Told): boolean =>
  rooms.watchersOf(stream).some(({ line, watch }) => line.ready && watch.position !== seq)
