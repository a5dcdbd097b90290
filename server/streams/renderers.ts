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

/** What renders facts of some names; `Row` is what they tell of. */
export interface Renderer<Row = unknown> {
  /** Reads what the next facts after some places tell of, together with these facts: so that both are answered at once. May miss some. */
  ahead?: (db: Db, places: readonly Place[]) => Promise<Row[]>
  /**
   * Renders facts of all streams of one pass together, with one set query under the gate at most: so what was deleted or masked since is never
   * brought back. Answers one result for each fact, in their order; null where nothing is left to tell.
   */
  render: (db: Db, facts: readonly StoredFact[], ahead: readonly Row[]) => Promise<(Rendered | null)[]>
}

/** A place in a stream from which somebody reads on. */
export interface Place {
  stream: string
  after: number
}

const renderers = new Map<string, Renderer>()

/** Says how facts of these names are shown. Called once, by the subject's module, which `server/main.ts` loads. */
export function renders<Row>(facts: readonly string[], renderer: Renderer<Row>): void {
  for (const fact of facts) renderers.set(fact, renderer as Renderer)
}

/** What was read before it was known which facts there are. */
export type Ahead = ReadonlyMap<Renderer, readonly unknown[]>

/** What a fact tells of, where it is known without being read. */
export function aheadOf({ fact }: StoredFact, row: unknown): Ahead {
  const renderer = renderers.get(fact)
  return renderer ? new Map([[renderer, [row]]]) : new Map()
}

/** Asks what the facts after some places may tell of, in this very tick. */
export async function renderAhead(db: Db, places: readonly Place[]): Promise<Ahead> {
  if (places.length === 0) return new Map()
  const some = [...new Set(renderers.values())].filter(({ ahead }) => ahead)
  return new Map(await Promise.all(some.map(async (one) => [one, (await one.ahead?.(db, places)) ?? []] as const)))
}

/** The facts as their watchers get them, in order; those of which nothing is left are left out. Without a renderer the data is what is told. */
export async function renderFacts(
  db: Db,
  facts: readonly StoredFact[],
  ahead: Ahead = new Map(),
): Promise<(StoredFact & Rendered)[]> {
  const told = new Map<StoredFact, Rendered | null>()
  for (const [renderer, some] of Map.groupBy(facts, (fact) => renderers.get(fact.fact))) {
    if (!renderer) continue
    const results = await renderer.render(db, some, ahead.get(renderer) ?? [])
    some.forEach((fact, nth) => told.set(fact, results[nth] ?? null))
  }
  return facts.flatMap((fact) => {
    const rendered = told.has(fact) ? told.get(fact) : { data: fact.data, datedAt: fact.at }
    return rendered ? [{ ...fact, ...rendered }] : []
  })
}
