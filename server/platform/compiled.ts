import { CompiledQuery, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'
import { filled, placedOnce } from '#db/given.ts'
import { heldFor } from '#server/access/remembered.ts'
import type { Viewer } from '#server/access/viewer.ts'

/** Stands among a kept statement's parameters where the viewer's horizon will: days back move with the clock, and are a moment of their own each time [A7]. */
const HORIZON = Symbol('horizon')

/** A statement with the places of what is another each time among its parameters. */
interface Compiled {
  text: string
  parameters: readonly unknown[]
}

/** By the viewer as it was read: when a rule moves, or its minute is over, it is another. */
const held = new WeakMap<Viewer, Map<string, Compiled>>()

/**
 * A statement for this viewer. It is compiled once as long as the viewer stands as this node read it: `shape` is all its text depends on besides; without one it is
 * compiled each time. Whatever is another each time has the place `given` for it in the statement.
 */
export function compiledFor(viewer: Viewer, db: Db, make: () => RawBuilder<unknown>, shape?: string): Compiled {
  const key = shape === undefined ? null : heldFor(viewer)
  const known = key && shape !== undefined ? held.get(key)?.get(shape) : undefined
  const horizon = viewer.grant?.horizon ?? null
  if (known) return { ...known, parameters: known.parameters.map((one) => (one === HORIZON ? horizon : one)) }
  const compiled = make().compile(db)
  const { text, parameters } = placedOnce(compiled.sql, compiled.parameters)
  const toKeep = parameters.map((one) => (horizon && one === horizon ? HORIZON : one))
  // Any other moment is of this use alone.
  if (key && shape !== undefined && !toKeep.some((one) => one instanceof Date))
    held.set(key, (held.get(key) ?? new Map<string, Compiled>()).set(shape, { text, parameters: toKeep }))
  return { text, parameters }
}

/** Asks a statement of `compiledFor` with these values in its places; answers its rows. */
export async function askCompiled<Row>(
  { viewer, db }: { viewer: Viewer; db: Db },
  make: () => RawBuilder<Row>,
  { shape, values }: { shape: string | undefined; values: Readonly<Record<string, unknown>> },
): Promise<Row[]> {
  const { text, parameters } = compiledFor(viewer, db, make, shape)
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, filled(parameters, values)))
  return rows
}
