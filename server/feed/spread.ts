import { sql, type RawBuilder } from 'kysely'
import { takingPart } from '#server/access/watchers.ts'
import type { Written } from './conditions.ts'
import type { FeedSubject } from './subject.ts'

/** Own streams: of those who take part in a contract, or are mentioned. */
type Party = RawBuilder<{ stream: string }>

/** The next number of each of these streams, in the order of their names: two writers cannot deadlock. */
const raised = (streams: RawBuilder<unknown>) => sql`
      insert into streams as s (name, clock, oldest)
      select stream, begins_of(stream) + 1, begins_of(stream) + 1 from (${streams}) w order by stream
      on conflict (name) do update set clock = s.clock + 1
      returning name, clock`

/** What stays unread for so long is told by mail. */
export const UNREAD_FOR = sql.lit('10 minutes')

/**
 * What goes out with an entry, in the statement that stores it as its `entry`: who is mentioned is noted, everyone who takes part in a conversation hears on their own
 * stream that there is something new, so does everyone of a contract's `party`, of other feeds whoever is mentioned (their streams moved with
 * `clockWithMentioned`), and a look at who has not read it is due in ten minutes. `rung`: the streams that moved.
 */
export function spread(
  { kind, id }: { kind: FeedSubject['kind']; id: RawBuilder<string> },
  { mentions }: Written,
  { stream, userId, party }: { stream: RawBuilder<string>; userId: string; party: Party | null },
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
    const commented = sql`jsonb_build_object('contractId', ${id}::text, 'authorId', ${userId}::text)`
    if (mentions.length === 0) {
      // Of a task or project only who was spoken to is told.
      if (!party) return { steps: named, rung: sql`array[]::text[]` }
      const steps = sql`,
    bells as (${raised(sql`select p.stream from (${party}) p where exists (select from entry)`)}),
    told as (
      insert into events (stream, seq, fact, data, at)
      select b.name, b.clock, 'contract.commented', ${commented}, entry.at from bells b cross join entry
    ),
    ${look}`
      return { steps, rung: sql`(select array_agg(name) from bells, (select count(*) from looked) l)` }
    }
    const isSpokenTo = sql`name in (select stream from spoken)`
    const steps = sql`${named},
    told as (
      insert into events (stream, seq, fact, data, at)
      select name, clocks.clock, case when ${isSpokenTo} then 'mention.posted' else 'contract.commented' end,
        case when ${isSpokenTo} then jsonb_build_object('stream', ${stream}::text) else '{}' end
        || case when name in (select stream from party) then ${commented} else '{}' end, entry.at
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
    bells as (${raised(sql`select stream from people`)}),
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
 * The next number of a feed's stream, together with those of the own streams of whoever is mentioned in it, and of a contract's party: in the order of
 * their names, as `storeEvents` takes them, so that two writers cannot deadlock.
 */
export const clockWithMentioned = (stream: RawBuilder<string>, mentioned: Party, party: Party | null) => sql`
    spoken as materialized (select m.stream from (${mentioned}) m where exists (select from allowed)),
    party as materialized (select p.stream from (${party ?? sql`select null::text as stream where false`}) p where exists (select from allowed)),
    clocks as (${raised(sql`select ${stream}::text as stream from allowed union select stream from spoken union select stream from party`)}
    ),
    clock as (select clock from clocks where name = ${stream}::text)`
