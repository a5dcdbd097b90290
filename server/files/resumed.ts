import type { Db } from '#db/database.ts'
import { NotFound } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'

/** A resumable upload whose last byte has come. */
export interface Resumed {
  id: string
  /** The comment that the file comes with. */
  sentId: string | null
}

/** What became of an upload; null while nothing did. */
export async function becameOf(db: Db, id: string): Promise<{ attachmentId: string } | null> {
  const row = await db.selectFrom('uploads').select('attachment_id').where('id', '=', id).executeTakeFirst()
  return row?.attachment_id ? { attachmentId: row.attachment_id } : null
}

/**
 * The attachment it became already, by another sending of its last byte; null while it became none. Until the transaction ends nobody else
 * finishes it. Errors: `NotFound` when it was given up meanwhile.
 */
export async function holdResumed({ db }: Work, { id }: Resumed): Promise<string | null> {
  const row = await db.selectFrom('uploads').select('attachment_id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound()
  return row.attachment_id
}

/** Notes what became of it, so that whoever did not hear of it finds out. */
export async function nowStored({ db }: Work, { id }: Resumed, attachmentId: string): Promise<void> {
  await db.updateTable('uploads').set({ attachment_id: attachmentId }).where('id', '=', id).execute()
}
