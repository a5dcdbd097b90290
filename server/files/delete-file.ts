import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { DeleteFileForm } from './forms.ts'
import { subjectOfRow } from './room.ts'
import { factsOfAttachment, factsOfSubject, FILE_ACTIONS, streamOfFiles, tellFeed } from './subject.ts'

/** Takes an attachment away from everyone; the row stays, with who removed it. Errors: `NotFound`, `NotAllowed`. */
export function deleteFile(caller: Caller, { attachmentId }: DeleteFileForm): Promise<void> {
  return work(caller, async (now) => {
    const row = await now.scope.attachment(attachmentId, 'lock')
    const subject = subjectOfRow(row)
    const facts = factsOfAttachment(row, await factsOfSubject(now, subject))
    now.must(FILE_ACTIONS[subject.kind].see, facts)
    now.must(FILE_ACTIONS[subject.kind].delete, facts)
    await now.db
      .updateTable('attachments')
      .set({ removed_at: sql<Date>`clock_timestamp()`, removed_by: now.viewer.userId })
      .where('id', '=', row.id)
      .execute()
    tellFeed(now, subject, { what: 'file_removed', attachmentId: row.id, text: row.name })
    now.emit({ stream: streamOfFiles(subject), fact: 'attachment.removed', data: { attachmentId: row.id } })
  })
}
