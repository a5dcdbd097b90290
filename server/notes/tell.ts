import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'

/**
 * Tells what happened to a note: its own watchers, the host's people on its account, and the account's people only that something was shared
 * with them. What is not shared leaves no trace where they listen, not even a number [E8].
 */
export function tellNote(
  { emit }: Pick<Work, 'emit'>,
  note: { id: string; accountId: string; shared: boolean },
  fact: 'note.added' | 'note.changed' | 'note.removed',
): void {
  emit({ stream: streamOf.accountTeam(note.accountId), fact, data: { noteId: note.id } })
  if (fact !== 'note.added') emit({ stream: streamOf.note(note.id), fact, data: { noteId: note.id } })
  if (note.shared && fact !== 'note.removed')
    emit({ stream: streamOf.account(note.accountId), fact: 'note.shared', data: { noteId: note.id } })
}
