import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { audienceStands, mentionsStand, writable, type Written } from './conditions.ts'
import type { EditEntryForm } from './forms.ts'
import { mentionedIn } from './mentions.ts'
import { keepVersion, ownEntry } from './own-entry.ts'
import type { FeedSubject } from './subject.ts'
import { tellMentioned } from './tell-mentioned.ts'
import { tellTakingPart } from './tell-taking-part.ts'
import { whyNot } from './why-not.ts'

/**
 * Changes one's own comment; the earlier text stays for staff. Errors: `NotFound`, `NotAllowed`; `Invalid` (mentions); `Conflict` when it
 * was changed elsewhere meanwhile, or more people would read it than its writer was told [B7].
 */
export function editEntry(caller: Caller, subject: FeedSubject, form: EditEntryForm): Promise<void> {
  return work(caller, async (inner) => {
    const { db, scope, viewer, emit } = inner
    const entry = await ownEntry(inner, subject, form.entryId)
    if ((form.was ?? null) !== (entry.edited_at?.toISOString() ?? null)) throw new Conflict('entry_changed')
    if (entry.body === form.body) return
    const written: Written = { teamOnly: entry.teamOnly, audience: form.audience, mentions: mentionedIn(form.body) }
    const stands = await writable(scope, subject)
      .where(audienceStands(subject.kind, written, [...form.audience, viewer.userId]))
      .where(mentionsStand(subject.kind, written))
      .executeTakeFirst()
    if (!stands) return whyNot(inner, subject, written)
    await keepVersion(inner, entry)
    // Milliseconds, as the form that comes back will know it.
    await db
      .updateTable('feed_entries')
      .set({ body: form.body, edited_at: sql<Date>`date_trunc('milliseconds', clock_timestamp())` })
      .where('id', '=', entry.id)
      .execute()
    const before = await db.deleteFrom('mentions').where('entry_id', '=', entry.id).returning('user_id').execute()
    if (written.mentions.length > 0)
      await db
        .insertInto('mentions')
        .values(written.mentions.map((userId) => ({ entry_id: entry.id, user_id: userId })))
        .execute()
    emit({ stream: entry.stream, fact: 'entry.edited', data: { entryId: entry.id } })
    const named = before.map((row) => row.user_id)
    // Who is named before and after is named all the same.
    const others = [...named, ...written.mentions].filter(
      (one) => !named.includes(one) || !written.mentions.includes(one),
    )
    await tellMentioned(inner, subject, entry, others)
    if (subject.kind === 'conversation') await tellTakingPart(inner, subject.id, 'conversation.changed')
  })
}
