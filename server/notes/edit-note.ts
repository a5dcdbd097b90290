import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { EditNoteForm } from './forms.ts'
import { tellNote } from './tell.ts'

/** Changes the words of a note. Errors: `NotFound`, `NotAllowed`; `Conflict` when somebody saved it meanwhile. */
export function editNote(caller: Caller, { noteId, body, version }: EditNoteForm): Promise<void> {
  return work(caller, async (now) => {
    const note = await now.scope.note(noteId, 'lock')
    now.must('note.write', note.facts)
    if (note.version !== version) throw new Conflict('note_changed')
    if (note.body === body) return
    await now.db
      .updateTable('notes')
      .set({ body, edited_at: sql<Date>`clock_timestamp()`, version: version + 1 })
      .where('id', '=', note.id)
      .execute()
    tellNote(now, { id: note.id, accountId: note.account_id, shared: note.facts.shared }, 'note.changed')
  })
}
