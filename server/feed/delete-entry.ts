import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import { goneFrom } from '#server/tasks/tell-said.ts'
import type { DeleteEntryForm } from './forms.ts'
import { keepVersion, ownEntry } from './own-entry.ts'
import type { FeedSubject } from './subject.ts'
import { tellMentioned } from './tell-mentioned.ts'
import { tellParty, tellTakingPart } from './tell-taking-part.ts'

/**
 * Takes back one's own comment. Its text leaves the feed's table, so that no page, catch-up or quote can hand it out again; staff find
 * it in the entry's history. Errors: `NotFound`, `NotAllowed`.
 */
export function deleteEntry(caller: Caller, subject: FeedSubject, form: DeleteEntryForm): Promise<void> {
  return work(caller, async (inner) => {
    const entry = await ownEntry(inner, subject, form.entryId)
    await keepVersion(inner, entry)
    await inner.db
      .updateTable('feed_entries')
      .set({ body: '', deleted_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', entry.id)
      .execute()
    const named = await inner.db.deleteFrom('mentions').where('entry_id', '=', entry.id).returning('user_id').execute()
    inner.emit({ stream: entry.stream, fact: 'entry.deleted', data: { entryId: entry.id } })
    const people = named.map((row) => row.user_id)
    await tellMentioned(inner, subject, entry, people)
    if (subject.kind === 'conversation') await tellTakingPart(inner, subject.id, 'conversation.deleted')
    if (subject.kind === 'contract') await tellParty(inner, subject.id)
    if (subject.kind === 'task')
      for (const fact of await goneFrom(inner.db, inner.viewer.policy, entry)) inner.emit(fact)
  })
}
