import type { Db } from '#db/database.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { deniedAtTheDoor } from './can.ts'
import { YES } from './reach-in-sql.ts'
import type { Viewer } from './viewer.ts'
import { youngEnough } from './young-enough.ts'

/** No external reads what is the team's own [B6]. */
export const noneOfTheTeams = ({ staff }: Viewer): RawBuilder<SqlBool> =>
  staff ? YES : sql<SqlBool>`e.stream not like '%/team'`

/** Entries of feeds that were found, and of what the query around them found; a part of `scopeOf`. */
export function entryQueries(viewer: Viewer, db: Db) {
  return {
    /** The feed entries `e` of streams that came from a task, contract or conversation found here, no older than the grant's days back [A7]. */
    entries: (streams: readonly (string | RawBuilder<string>)[]) =>
      db
        .selectFrom('feed_entries as e')
        .selectAll('e')
        .where(
          streams.length === 1
            ? sql<SqlBool>`e.stream = ${streams[0]}`
            : sql<SqlBool>`e.stream in (${sql.join([...streams, ''])})`,
        )
        .where(noneOfTheTeams(viewer))
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /** The entries `e` of the conversation `v` of the query around this, no older than the grant's days back [A7]; none where one may only list [A10]. */
    said: () =>
      db
        .selectFrom('feed_entries as e')
        .where(sql<SqlBool>`e.stream = 'conversation:' || v.id`)
        .$if(deniedAtTheDoor(viewer, 'conversation.view') !== null, (none) => none.where(sql<SqlBool>`false`))
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /** The entries `e` on the task `t` of the query around this, or the team's own there, no older than days back [A7]; none where one may only list [A10]. */
    commented: (of: 'all' | 'team') =>
      db
        .selectFrom('feed_entries as e')
        .where(
          of === 'all' ? sql<SqlBool>`e.stream = 'task:' || t.id` : sql<SqlBool>`e.stream = 'task:' || t.id || '/team'`,
        )
        .where(of === 'team' && !viewer.staff ? sql<SqlBool>`false` : YES)
        .$if(deniedAtTheDoor(viewer, 'task.view') !== null, (none) => none.where(sql<SqlBool>`false`))
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /** The comments `e` on the contract `c` of the query around this that were not taken back, no older than days back [A7]; none where its feed is closed. */
    commentedOnContract: () =>
      db
        .selectFrom('feed_entries as e')
        .where(sql<SqlBool>`e.stream = 'contract:' || c.id`)
        // As the index has them.
        .where(sql<SqlBool>`e.stream like 'contract:%' and e.body is not null and e.deleted_at is null`)
        .$if(deniedAtTheDoor(viewer, 'contract.read') !== null, (none) => none.where(sql<SqlBool>`false`))
        .where(viewer.staff ? YES : sql<SqlBool>`c.status <> 'draft'`)
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /**
     * The entries `e` of tasks, contracts and projects that mention this viewer, no older than the grant's days back [A7]; what they stand in
     * must be found here too.
     */
    mentions: () =>
      db
        .selectFrom('mentions as n')
        .innerJoin('feed_entries as e', 'e.id', 'n.entry_id')
        .where('n.user_id', '=', viewer.userId)
        .where('n.stream', 'is not', null)
        .where(noneOfTheTeams(viewer))
        .where(youngEnough(viewer, sql.ref('e.at'))),
    /** The entries `l` of the same stream that came after the entry `e` of the query around this. */
    laterEntries: () =>
      db
        .selectFrom('feed_entries as l')
        .select(['l.at', 'l.seq'])
        .where(sql<SqlBool>`l.stream = e.stream and l.seq > e.seq`),
  }
}
