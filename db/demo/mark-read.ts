import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../database.ts'
import { readBefore } from './part.ts'

/**
 * Writes up to where people have read: until they last wrote themselves, and what is older than a few days. `from` gives rows `p` (`user_id`,
 * `grant_id`) joined with the entries `e` of what they take part in; `which` narrows them.
 */
export const markRead = (db: Db, now: Date, from: RawBuilder<unknown>, which: RawBuilder<unknown>) =>
  sql`
    insert into read_marks (user_id, grant_id, stream, seq)
    select p.user_id, p.grant_id, e.stream, max(e.seq) from ${from}
    where ${which} and (e.author_id = p.user_id or e.at < ${readBefore(now)})
    group by p.user_id, p.grant_id, e.stream
    on conflict do nothing`.execute(db)
