import type { Db } from '#db/database.ts'
import { sql, type SqlBool } from 'kysely'
import { renders, type Rendered, type StoredFact } from '#server/streams/renderers.ts'
import { viewUpdate, withAuthors } from './updates.ts'

/** The updates that facts speak of, as they are now, dated as they were posted: what was taken back is told by its id alone [A7]. */
async function renderUpdates(db: Db, facts: readonly StoredFact[]): Promise<(Rendered | null)[]> {
  const ids = [...new Set(facts.map(({ data }) => String(data.updateId)))]
  const rows = await withAuthors(db.selectFrom('project_updates as n').selectAll('n'))
    .where(sql<SqlBool>`n.id = any(${ids}::uuid[])`)
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return facts.map(({ data, at }) => {
    const row = found.get(String(data.updateId))
    if (!row) return { data: { removed: data.updateId }, datedAt: at }
    return { data: { update: viewUpdate(row) }, datedAt: row.posted_at }
  })
}

renders(['update.posted', 'update.edited', 'update.deleted'], { render: renderUpdates })
