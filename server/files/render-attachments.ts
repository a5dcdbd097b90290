import type { Db } from '#db/database.ts'
import { sql, type SqlBool } from 'kysely'
import { renders, type Rendered, type StoredFact } from '#server/streams/renderers.ts'
import { attachmentRows } from './queries.ts'
import { viewAttachment } from './views.ts'

/** The attachments that facts speak of, as they are now: what was renamed is told by its new name, what was removed by none. */
async function renderAttachments(db: Db, facts: readonly StoredFact[]): Promise<(Rendered | null)[]> {
  const ids = [...new Set(facts.map(({ data }) => String(data.attachmentId)))]
  const rows = await attachmentRows(db)
    .select('f.removed_at')
    .where(sql<SqlBool>`f.id = any(${ids}::uuid[])`)
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return facts.map(({ data, at }) => {
    const row = found.get(String(data.attachmentId))
    if (!row || row.removed_at) return { data: { removed: data.attachmentId }, datedAt: at }
    return { data: { attachment: viewAttachment(row) }, datedAt: row.uploaded_at }
  })
}

renders(['attachment.added', 'attachment.changed', 'attachment.removed'], { render: renderAttachments })
