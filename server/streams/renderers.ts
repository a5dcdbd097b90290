import type { Db } from '#db/database.ts'

/** A fact as it was stored: ids, never text. */
export interface StoredFact {
  stream: string
  seq: number
  fact: string
  data: Record<string, unknown>
  at: Date
}

/** A fact as its watchers get it; the same for all of them. */
export interface Rendered {
  data: Record<string, unknown>
  /** The date of the record it tells of: a watcher whose days back do not reach it gets nothing [A7]. */
  datedAt: Date
}

/**
 * Renders facts of one name, all streams of one pass together, with one set query under the gate: so what was deleted or masked
 * since is never brought back. Answers one result for each fact, in their order; null where nothing is left to tell.
 */
export type Renderer = (db: Db, facts: readonly StoredFact[]) => Promise<(Rendered | null)[]>

const renderers = new Map<string, Renderer>()

/** Says how facts of these names are shown. Called once, by the subject's module, which `server/main.ts` loads. */
export function renders(facts: readonly string[], renderer: Renderer): void {
  for (const fact of facts) renderers.set(fact, renderer)
}

/** The facts as their watchers get them, in order; those of which nothing is left are left out. Without a renderer the data is what is told. */
export async function renderFacts(db: Db, facts: readonly StoredFact[]): Promise<(StoredFact & Rendered)[]> {
  const told = new Map<StoredFact, Rendered | null>()
  for (const [renderer, some] of Map.groupBy(facts, (fact) => renderers.get(fact.fact))) {
    if (!renderer) continue
    const results = await renderer(db, some)
    some.forEach((fact, nth) => told.set(fact, results[nth] ?? null))
  }
  return facts.flatMap((fact) => {
    const rendered = told.has(fact) ? told.get(fact) : { data: fact.data, datedAt: fact.at }
    return rendered ? [{ ...fact, ...rendered }] : []
  })
}
