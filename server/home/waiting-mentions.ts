import { sql } from 'kysely'
import type { MentionedOn } from '#server/access/mentioned.ts'
import type { Look } from '#server/platform/look.ts'
import { pathTo, unreadMentions } from '#server/unread/mentions.ts'

/** A record in which somebody was mentioned, and has not read it. */
export interface WaitingMention {
  /** Of the entry that is read first: the oldest. */
  id: string
  /** Below the reader's base, to that very entry. */
  path: string
  on: MentionedOn
  title: string
  /** How often one was mentioned in it. */
  count: number
  /** Who did last. */
  by: { id: string; name: string }
  /** When. ISO. */
  at: string
}

/** Where the viewer was mentioned and has not read it, newest first, at most so many records; `all`: how many mentions there are in all of them. */
export async function waitingMentions(
  { viewer, scope, db }: Look,
  most: number,
): Promise<{ mentions: WaitingMention[]; all: number }> {
  const unread = unreadMentions(scope, viewer)
    .select(['e.id', 'e.at', 'e.author_id', 'r.kind', 'r.id as record_id', 'r.title'])
    .as('w')
  const rows = await db
    .selectFrom((inner) =>
      inner
        .selectFrom(unread)
        .select(['w.kind', 'w.record_id', 'w.title'])
        .select(({ fn }) => fn.max('w.at').as('at'))
        .select([
          sql<string>`(array_agg(w.id order by w.at, w.id))[1]`.as('first_id'),
          sql<string>`(array_agg(w.author_id order by w.at desc, w.id desc))[1]`.as('author_id'),
          sql<number>`count(*)::int`.as('count'),
          sql<number>`(sum(count(*)) over ())::int`.as('all'),
        ])
        .groupBy(['w.kind', 'w.record_id', 'w.title'])
        .as('m'),
    )
    .innerJoin('users as u', 'u.id', 'm.author_id')
    .selectAll('m')
    .select('u.name')
    .orderBy('m.at', 'desc')
    .orderBy('m.first_id')
    .limit(most)
    .execute()
  const mentions = rows.map((row) => ({
    id: row.first_id,
    path: pathTo({ kind: row.kind, id: row.record_id, entryId: row.first_id }),
    on: row.kind,
    title: row.title,
    count: row.count,
    by: { id: row.author_id, name: row.name },
    at: row.at.toISOString(),
  }))
  return { mentions, all: rows[0]?.all ?? 0 }
}
