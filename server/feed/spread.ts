import { sql, type RawBuilder } from 'kysely'
import { takingPart } from '#server/access/watchers.ts'
import type { Written } from './conditions.ts'
import type { FeedSubject } from './subject.ts'

/** What stays unread for so long is told by mail. */
export const UNREAD_FOR = sql.lit('10 minutes')

/**
 * What goes out with an entry, in the statement that stores it as its `entry`: who is mentioned is noted, everyone who takes part in a conversation hears on their own
 * stream that there is something new, and a look at who has not read it is due in ten minutes. `rung`: the streams that moved.
 */
export function spread(
  { kind, id }: { kind: FeedSubject['kind']; id: RawBuilder<string> },
  { mentions }: Written,
  { stream, userId }: { stream: RawBuilder<string>; userId: string },
): { steps: RawBuilder<unknown>; rung: RawBuilder<string[]> } {
  // Who names nobody does not have the table opened.
  const named =
    mentions.length === 0
      ? sql``
      : sql`,
    named as (
      insert into mentions (entry_id, user_id) select entry.id, person from entry, unnest(${mentions}::uuid[]) person
    )`
  const look = sql`
    looked as (
      select graphile_worker.add_job('unread:look', json_build_object('stream', ${stream}::text),
        run_at => clock_timestamp() + interval ${UNREAD_FOR}, job_key => 'unread ' || ${stream}::text, job_key_mode => 'preserve_run_at')
      from entry
    )`
  if (kind !== 'conversation') {
    // Of a task or contract only who was spoken to is told by mail.
    if (mentions.length === 0) return { steps: named, rung: sql`array[]::text[]` }
    return { steps: sql`${named}, ${look}`, rung: sql`(select array_agg(null::text) filter (where false) from looked)` }
  }
  const steps = sql`${named},
    people as materialized (select who.* from (${takingPart(id)}) who where exists (select from entry)),
    bells as (
      insert into streams as s (name, clock, oldest) select stream, begins_of(stream) + 1, begins_of(stream) + 1 from people order by stream
      on conflict (name) do update set clock = s.clock + 1
      returning name, clock
    ),
    told as (
      insert into events (stream, seq, fact, data, at)
      select b.name, b.clock, 'conversation.posted', jsonb_build_object('conversationId', ${id}::text, 'authorId', ${userId}::text,
        'muted', p.muted and p.user_id <> all(${mentions}::uuid[])), entry.at
      from bells b join people p on p.stream = b.name cross join entry
    ),
    ${look}`
  return { steps, rung: sql`(select array_agg(name) from bells, (select count(*) from looked) l)` }
}
