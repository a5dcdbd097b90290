import type { Tables } from '#db/database.ts'
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { Happened } from './happened.ts'

/** What a view is made from. */
export interface EntryRow {
  id: string
  stream: string
  seq: number
  at: string
  sent_id: string
  author_id: string
  author_name: string
  author_kind: 'staff' | 'external'
  author_account: string | null
  body: string | null
  happened: Happened | null
  reply_to: string | null
  reply_author: string | null
  reply_body: string | null
  mentions: string[] | null
  /** Names of everyone mentioned here, in the quoted entry, or in what happened. */
  names: Record<string, string> | null
  /** What the file is called now: entries of before kept no name of their own. */
  file_name: string | null
  edited_at: string | null
  deleted_at: string | null
}

/** A time as text with microseconds, which orders as the time does. */
export const iso = (at: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
const isoMs = (at: RawBuilder<unknown>) =>
  sql<string | null>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Names of everyone whom the entry `e` of the query around this mentions, by user id. */
export const namesOfMentioned = sql<Record<
  string,
  string
> | null>`(select jsonb_object_agg(n.id, n.name) from mentions m join users n on n.id = m.user_id where m.entry_id = e.id)`

/** Whether an entry's text may mention somebody, as `mentionedIn` reads it. */
const names = (entry: 'e' | 'r') => sql<boolean>`${sql.ref(`${entry}.body`)} like '%@[%'`

type Entries = SelectQueryBuilder<Tables & { e: Tables['feed_entries'] }, 'e', object>

/**
 * Completes a query of entries `e` to `EntryRow`s. `quotable` is the time since when a quoted entry may be shown to whoever reads
 * this: days back bind quotes too [A7].
 */
export const entryRows = (entries: Entries, quotable: RawBuilder<unknown>) =>
  entries
    .clearSelect()
    .innerJoin('users as u', 'u.id', 'e.author_id')
    .leftJoin('grants as ag', 'ag.id', 'e.author_grant_id')
    .leftJoin('accounts as aa', 'aa.id', 'ag.account_id')
    .leftJoin('feed_entries as r', (on) => on.onRef('r.id', '=', 'e.reply_to').on(sql<boolean>`r.at >= ${quotable}`))
    .leftJoin('users as ru', 'ru.id', 'r.author_id')
    .leftJoin('attachments as f', (on) => on.on(sql<boolean>`f.id = (e.happened->>'attachmentId')::uuid`))
    .select(['e.id', 'e.stream', 'e.seq', 'e.sent_id', 'e.author_id', 'e.body', 'e.happened', 'e.reply_to'])
    .select([
      'u.name as author_name',
      'u.kind as author_kind',
      'aa.name as author_account',
      'ru.name as reply_author',
      'r.body as reply_body',
      'f.name as file_name',
    ])
    .select([
      iso(sql.ref('e.at')).as('at'),
      isoMs(sql.ref('e.edited_at')).as('edited_at'),
      isoMs(sql.ref('e.deleted_at')).as('deleted_at'),
    ])
    .select([
      // Most entries name nobody: only where somebody is named is looked for whom.
      sql<
        string[] | null
      >`case when ${names('e')} then (select jsonb_agg(m.user_id) from mentions m where m.entry_id = e.id) end`.as(
        'mentions',
      ),
      sql<Record<string, string> | null>`case when ${names('e')} or ${names('r')} or e.happened ? 'people' then (
        select jsonb_object_agg(n.id, n.name) from users n where n.id in (
          select m.user_id from mentions m where m.entry_id in (e.id, r.id)
          union all select jsonb_array_elements_text(e.happened->'people')::uuid)) end`.as('names'),
    ])
