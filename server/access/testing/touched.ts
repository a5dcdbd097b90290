import type { Db } from '#db/database.ts'
import type { KyselyPlugin, RootOperationNode } from 'kysely'
import { sql } from 'kysely'

/** Columns as `table.column`. */
export type Columns = Set<string>

/** A database handle that keeps every query made through it. */
export function listening(db: Db): { db: Db; heard: RootOperationNode[] } {
  const heard: RootOperationNode[] = []
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      heard.push(node)
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  return { db: db.withPlugin(plugin), heard }
}

/** The columns that a query reads anywhere: PostgreSQL itself knows, once it is a view. Call in a transaction that is given up. */
export async function columnsOf(db: Db, query: RootOperationNode): Promise<Columns> {
  const compiled = db.getExecutor().compileQuery(query, { queryId: 'touched' })
  const text = compiled.sql.replaceAll(/\$(\d+)/g, (_, nth: string) => literal(compiled.parameters[Number(nth) - 1]))
  await sql.raw(`create or replace temp view touched as select from (${text}) as one`).execute(db)
  const { rows } = await sql<{ name: string }>`
    select distinct c.relname || '.' || a.attname as name
    from pg_rewrite r
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
    join pg_class c on c.oid = d.refobjid and c.relkind = 'r'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    where r.ev_class = 'touched'::regclass`.execute(db)
  await sql`drop view touched`.execute(db)
  return new Set(rows.map(({ name }) => name))
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return `'${String(value)}'`
  if (value instanceof Date) return `'${value.toISOString()}'`
  if (Array.isArray(value)) return `'{${value.map((one) => (one === null ? 'null' : JSON.stringify(one))).join(',')}}'`
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  throw new Error(`no literal for ${typeof value}`)
}

/** The fields of a row that `read` looks at. */
export function fieldsReadBy(read: (row: never) => unknown): string[] {
  const fields = new Set<string>()
  const row = new Proxy(
    {},
    {
      get: (_, field) => {
        fields.add(String(field))
        return []
      },
    },
  )
  read(row as never)
  return [...fields]
}
