import { sql, type RawBuilder } from 'kysely'
import { takingPart } from '#server/access/watchers.ts'
import type { Written } from './conditions.ts'
import type { FeedSubject } from './subject.ts'

/** What stays unread for so long is told by mail. */
export const UNREAD_FOR = sql.lit('10 minutes')

/**
 * What goes out with an entry, in the statement that stores it as its `entry`: who is mentioned is noted, everyone who takes part in a conversation hears on their own
 * stream that there is something new, of other feeds whoever is mentioned (their streams moved with `clockWithMentioned`), and a look at who has
 * not read it is due in ten minutes. `rung`: the streams that moved.
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
    // Of a task, contract or project only who was spoken to is told.
    if (mentions.length === 0) return { steps: named, rung: sql`array[]::text[]` }
    const steps = sql`${named},
    told as (
      insert into events (stream, seq, fact, data, at)
      select name, clocks.clock, 'mention.posted', jsonb_build_object('stream', ${stream}::text), entry.at
      from clocks cross join entry where name <> ${stream}::text
    ),
    ${look}`
    return {
      steps,
      rung: sql`(select array_agg(name) from clocks, (select count(*) from looked) l where name <> ${stream}::text)`,
    }
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

/**
 * The next number of a feed's stream, together with those of the own streams of whoever is mentioned in it: in the order of their names, as
 * `storeEvents` takes them, so that two writers cannot deadlock.
 */
export const clockWithMentioned = (stream: RawBuilder<string>, mentioned: RawBuilder<{ stream: string }>) => sql`
    clocks as (
      insert into streams as s (name, clock, oldest)
      select name, begins_of(name) + 1, begins_of(name) + 1 from (
        select ${stream}::text as name from allowed union all select m.stream from (${mentioned}) m where exists (select from allowed)) n
      order by name
      on conflict (name) do update set clock = s.clock + 1
      returning name, clock
    ),
    clock as (select clock from clocks where name = ${stream}::text)`
