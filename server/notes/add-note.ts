import { accountFound } from '#server/accounts/found.ts'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { AddNoteForm } from './forms.ts'
import { tellNote } from './tell.ts'

/** Writes a note on an account; the client sees it only with "Share with client" ticked [E8]. Errors: `NotFound`, `NotAllowed`. */
export function addNote(caller: Caller, accountId: string, { body, shared }: AddNoteForm): Promise<{ noteId: string }> {
  return work(caller, async (now) => {
    const account = await accountFound(now, accountId)
    now.must('note.write')
    const { id } = await now.db
      .insertInto('notes')
      .values({ account_id: account.id, body, author_id: now.viewer.userId, shared_at: shared ? now.viewer.now : null })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (shared) now.audit('note_shared', `note:${id}`)
    tellNote(now, { id, accountId: account.id, shared }, 'note.added')
    return { noteId: id }
  })
}
