import type { Db } from '#db/database.ts'
import { sql } from 'kysely'

/** Facts are kept for so long; who was away longer takes a fresh snapshot. Days. */
const DAYS = 14
/** Facts of one stream that are kept at most. */
const MOST = 5000
/** Streams that are shortened in one step, so that no writer waits long. */
const STEP = 50

/**
 * Forgets old facts, in one short step; answers whether there is more to forget. A stream says from which number on it is whole
 * before anything of it goes.
 */
export async function pruneEvents(db: Db): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    with old as (
      select s.name, s.clock, s.oldest,
        greatest(s.clock - ${MOST} + 1, (select max(e.seq) + 1 from events e where e.stream = s.name and e.at < clock_timestamp() - make_interval(days => ${DAYS}))) as keep
      from streams s where s.clock >= s.oldest
        and (s.clock - s.oldest >= ${MOST} or exists (
          select from events e where e.stream = s.name and e.seq = s.oldest and e.at < clock_timestamp() - make_interval(days => ${DAYS})))
      order by s.name limit ${STEP} for update skip locked
    ),
    kept as (update streams s set oldest = old.keep from old where s.name = old.name and old.keep > s.oldest returning s.name, s.oldest),
    gone as (delete from events e using kept where e.stream = kept.name and e.seq < kept.oldest)
    select name from kept`.execute(db)
  return rows.length === STEP
}
