import type { Db } from '#db/database.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from './viewer.ts'

/** What an attachment hangs on. */
export type AttachedTo = { taskId: string } | { contractId: string } | { conversationId: string } | { noteId: string }

/** The attachments `f` of a record that was found within reach, no older than days back; a part of `scopeOf` [A7]. */
export const attachmentQuery = (viewer: Viewer, db: Db, of: AttachedTo) =>
  db
    .selectFrom('attachments as f')
    .selectAll('f')
    .where((f) =>
      'taskId' in of
        ? f('f.task_id', '=', of.taskId)
        : 'contractId' in of
          ? f('f.contract_id', '=', of.contractId)
          : 'noteId' in of
            ? f('f.note_id', '=', of.noteId)
            : f('f.conversation_id', '=', of.conversationId),
    )
    .where('f.removed_at', 'is', null)
    .where(youngEnough(viewer, sql.ref('f.uploaded_at')))

/** The date is read apart, so that a plan is as good for one as for another and can be kept. */
export const youngEnough = ({ grant }: Viewer, at: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  grant?.horizon ? sql`${at} >= (select ${grant.horizon}::timestamptz)` : YES

const YES = sql<SqlBool>`true`
