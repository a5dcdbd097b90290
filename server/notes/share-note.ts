import type { Caller } from '#server/platform/caller.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { ShareNoteForm } from './forms.ts'
import { audienceStands } from './readers.ts'
import { tellNote } from './tell.ts'

/**
 * Ticks or empties "Share with client" on a note [E8]. Sharing only adds. Taking it back is a change of rules: when this returns, nobody of
 * the account is shown the note or its files any more, on any node. Errors: `NotFound`, `NotAllowed`; `Conflict` when more people
 * would see it than were named.
 */
export async function shareNote(caller: Caller, form: ShareNoteForm): Promise<void> {
  if (form.shared) return work(caller, (now) => share(now, form).then(() => undefined))
  await work.rule(caller, 'note_unshared', async (now) => ({
    reach: { to: 'account', id: await share(now, form) },
    result: undefined,
  }))
}

async function share(now: Work, { noteId, shared, audience }: ShareNoteForm): Promise<string> {
  const note = await now.scope.note(noteId, 'lock')
  now.must('note.write', note.facts)
  if (note.facts.shared === shared) return note.account_id
  if (shared) await audienceStands(now, note.account_id, audience)
  await now.db
    .updateTable('notes')
    .set({ shared_at: shared ? now.viewer.now : null })
    .where('id', '=', note.id)
    .execute()
  now.audit(shared ? 'note_shared' : 'note_unshared', `note:${note.id}`, { old: { shared: !shared }, new: { shared } })
  tellNote(now, { id: note.id, accountId: note.account_id, shared }, 'note.changed')
  return note.account_id
}
