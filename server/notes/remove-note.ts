import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { NoteForm } from './forms.ts'
import { tellNote } from './tell.ts'

/** Takes a note away from everyone, with its files; a shared one from its clients too, so it is a change of rules. Errors: `NotFound`, `NotAllowed`. */
export function removeNote(caller: Caller, { noteId }: NoteForm): Promise<void> {
  return work.rule(caller, 'note_removed', async (now) => {
    const note = await now.scope.note(noteId, 'lock')
    now.must('note.write', note.facts)
    await now.db
      .updateTable('notes')
      .set({ removed_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', note.id)
      .execute()
    now.audit('note_removed', `note:${note.id}`, { old: { shared: note.facts.shared } })
    tellNote(now, { id: note.id, accountId: note.account_id, shared: note.facts.shared }, 'note.removed')
    return { reach: { to: 'account', id: note.account_id }, result: undefined }
  })
}
