import { NotFound } from '#server/platform/errors.ts'
import type { Work } from '#server/platform/work.ts'
import { factsOf, kindOf, READ, streamsOf, WRITE, type FeedSubject } from './subject.ts'

/**
 * The caller's own comment, locked, as it may be changed now. Errors: `NotFound` (hidden, too old, deleted, or no comment),
 * `NotAllowed` (somebody else's, or comments are closed).
 */
export async function ownEntry({ scope, viewer, must }: Work, subject: FeedSubject, entryId: string) {
  const facts = await factsOf(scope, subject)
  must(READ[subject.kind], facts)
  const { all, team } = streamsOf(subject)
  const entry = await scope
    .entries(team && viewer.staff ? [all, team] : [all])
    .where('e.id', '=', entryId)
    .where('e.deleted_at', 'is', null)
    .where('e.body', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (typeof entry?.body !== 'string') throw new NotFound()
  const teamOnly = kindOf(entry.stream) === 'team'
  must(WRITE[subject.kind], {
    subject: 'entry',
    authorId: entry.author_id,
    authorGrantId: entry.author_grant_id,
    teamOnly,
    at: entry.at,
    task: facts.subject === 'task' ? facts : null,
    contract: facts.subject === 'contract' ? facts : null,
    conversation: facts.subject === 'conversation' ? facts : null,
    project: facts.subject === 'project' ? facts : null,
  })
  return { ...entry, body: entry.body, teamOnly }
}

/** Keeps the text that is about to be replaced, for staff [B6]. */
export const keepVersion = (
  { db }: Work,
  entry: { id: string; body: string; at: Date; edited_at: Date | null },
): Promise<unknown> =>
  db
    .insertInto('entry_versions')
    .values({ entry_id: entry.id, body: entry.body, written_at: entry.edited_at ?? entry.at })
    .execute()
