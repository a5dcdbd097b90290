import type { Db } from '#db/database.ts'
import { sql, type RawBuilder } from 'kysely'

/** Something that happened, for the watchers of one stream. It carries ids, never text: text is rendered for each watcher when handed over. */
export interface Fact {
  stream: string
  fact: string
  data: Record<string, unknown>
  /** An entry of the stream's feed, stored with this fact under the same number of its clock. */
  entry?: NewEntry
}

/** A feed entry about something that happened; `sentId` and `id` are made by whoever emits it. */
export interface NewEntry {
  id: string
  authorId: string
  authorGrantId: string | null
  sentId: string
  happened: Record<string, unknown>
}

/** The names of streams. A client may ask for one by its subject and id; which it may watch is decided each time. */
export const streamOf = {
  task: (id: string) => `task:${id}`,
  /** What only the host's team may know of a task. */
  taskTeam: (id: string) => `task:${id}/team`,
  /** What everybody hears who sees a project's name, and no more [B1]. */
  project: (id: string) => `project:${id}`,
  /** What happens in a project itself, and its feed. */
  projectInside: (id: string) => `project:${id}/inside`,
  /** What only the host's team may know of a project. */
  projectTeam: (id: string) => `project:${id}/team`,
  /** That others of the host's people are in a project's tasks and its conversation: whoever reads one of those, for their open feeds. */
  projectReaders: (id: string) => `project:${id}/readers`,
  contract: (id: string) => `contract:${id}`,
  conversation: (id: string) => `conversation:${id}`,
  /** A person's own stream, in one grant. */
  grant: (id: string) => `grant:${id}`,
  /** A staff member's own stream. */
  staff: (userId: string) => `staff:${userId}`,
  settings: 'settings',
  /** What stands around every page: that the host is called otherwise. Everybody hears it who may come in. */
  host: 'host',
  /** Who has access, for the staff who look at it. */
  access: 'access',
  /** What an account's people share of its account: that a note was shared. */
  account: (id: string) => `account:${id}`,
  /** What only the host's people may know of an account. */
  accountTeam: (id: string) => `account:${id}/team`,
  /** That others read for an account now: whoever has all of its projects, for their open feeds [B7]. */
  accountReaders: (id: string) => `account:${id}/readers`,
  note: (id: string) => `note:${id}`,
} as const

/**
 * Stores facts and moves their streams' clocks, in the order of the streams' names so that two writers cannot deadlock. Call last in
 * the transaction: the clock's row lock makes the order of the clock the order of commits, and a rollback leaves no hole.
 */
export async function storeEvents(db: Db, facts: readonly Fact[]): Promise<void> {
  if (facts.length > 0) await sql`with ${eventSteps(facts)} select`.execute(db)
}

/** The steps of a statement that store facts; `storeEvents` says when. */
export function eventSteps(facts: readonly Fact[]): RawBuilder<unknown> {
  const input = JSON.stringify(facts.map((fact, nth) => ({ ...fact, nth })))
  return sql`
    input as (select * from jsonb_to_recordset(${input}::jsonb) as x (stream text, fact text, data jsonb, entry jsonb, nth int)),
    clocks as (
      insert into streams as s (name, clock, oldest) select stream, begins_of(stream) + count(*), begins_of(stream) + 1 from input group by stream order by stream
      on conflict (name) do update set clock = s.clock + excluded.clock - excluded.oldest + 1
      returning name, clock
    ),
    numbered as materialized (
      select i.*, c.clock - count(*) over (partition by i.stream) + row_number() over (partition by i.stream order by i.nth) as seq, clock_timestamp() as at
      from clocks c join input i on i.stream = c.name
    ),
    entries as (
      insert into feed_entries (id, stream, seq, at, author_id, author_grant_id, sent_id, happened)
      select (entry->>'id')::uuid, stream, seq, at, (entry->>'authorId')::uuid, (entry->>'authorGrantId')::uuid, (entry->>'sentId')::uuid, entry->'happened'
      from numbered where entry is not null
    ),
    told as (insert into events (stream, seq, fact, data, at) select stream, seq, fact, data, at from numbered)`
}
