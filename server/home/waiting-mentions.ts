import { sql } from 'kysely'
import type { MentionedOn } from '#server/access/mentioned.ts'
import type { Look } from '#server/platform/look.ts'
import { pathTo, unreadMentions } from '#server/unread/mentions.ts'

/** Somewhere that somebody was mentioned, and has not read it. */
export interface WaitingMention {
  /** Of the entry. */
  id: string
  /** Below the reader's base, to the very entry. */
  path: string
  on: MentionedOn
  title: string
  by: { id: string; name: string }
  /** ISO. */
  at: string
}

/** Where the viewer was mentioned and has not read it, newest first, at most so many; `all`: how many there are. */
export async function waitingMentions(
  { viewer, scope }: Look,
  most: number,
): Promise<{ mentions: WaitingMention[]; all: number }> {
  const rows = await unreadMentions(scope, viewer)
    .innerJoin('users as u', 'u.id', 'e.author_id')
    .select(['e.id', 'e.at', 'e.author_id', 'u.name', 'r.kind', 'r.id as record_id', 'r.title'])
    .select(sql<number>`count(*) over ()::int`.as('all'))
    .orderBy('e.at', 'desc')
    .orderBy('e.id')
    .limit(most)
    .execute()
  const mentions = rows.map((row) => ({
    id: row.id,
    path: pathTo({ kind: row.kind, id: row.record_id, entryId: row.id }),
    on: row.kind,
    title: row.title,
    by: { id: row.author_id, name: row.name },
    at: row.at.toISOString(),
  }))
  return { mentions, all: rows[0]?.all ?? 0 }
}
