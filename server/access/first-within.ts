import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'
import { scopeOf, type Scope } from './scope.ts'
import type { Viewer } from './viewer.ts'

/** What has a page of its own, as addresses call it, and how it is looked for. */
const RECORDS = {
  contracts: (scope: Scope, id: string) => scope.contracts().where('c.id', '=', id),
  conversations: (scope: Scope, id: string) => scope.conversations().where('v.id', '=', id),
  files: (scope: Scope, id: string) => scope.files().where('f.id', '=', id),
  projects: (scope: Scope, id: string) => scope.projects().where('p.id', '=', id),
  tasks: (scope: Scope, id: string) => scope.tasks().where('t.id', '=', id),
} as const satisfies Record<string, (scope: Scope, id: string) => unknown>

export interface Addressed {
  of: keyof typeof RECORDS
  id: string
}

const NAMED = new RegExp(
  `^/(${Object.keys(RECORDS).join('|')})/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=/|$)`,
  'i',
)

/** The record that an address names below a person's base; null where it names none. */
export function addressedIn(below: string): Addressed | null {
  const [, of = '', id = ''] = NAMED.exec(below) ?? []
  return of ? { of: of.toLowerCase() as Addressed['of'], id } : null
}

/** The first of these viewers within whose reach a record is, asked for all of them at once; undefined where it is within nobody's. */
export async function firstWithin(
  db: Db,
  viewers: readonly Viewer[],
  { of, id }: Addressed,
): Promise<Viewer | undefined> {
  if (viewers.length === 0) return undefined
  const asked = viewers.map((viewer, nth): RawBuilder<unknown> => {
    const found = RECORDS[of](scopeOf(viewer, db), id)
    return sql`select ${nth}::int as nth where exists (${found})`
  })
  const { rows } = await sql<{ nth: number | null }>`
    select min(w.nth) as nth from (${sql.join(asked, sql` union all `)}) w`.execute(db)
  const nth = rows[0]?.nth ?? null
  return nth === null ? undefined : viewers[nth]
}
