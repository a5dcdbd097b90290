import type { Db } from '#db/database.ts'
import { sql } from 'kysely'

/** Has the database keep what nodes forget of long streams: it was handed out, so the checker must know of it. */
export async function keepForgotten(db: Db): Promise<void> {
  await sql`create table forgotten (like events)`.execute(db)
  await sql`create function keep_forgotten() returns trigger language plpgsql security definer as $$
    begin insert into forgotten select * from gone; return null; end $$`.execute(db)
  await sql`create trigger forgotten after delete on events referencing old table as gone
    for each statement execute function keep_forgotten()`.execute(db)
}

/** Events, those with them that are forgotten. */
export const EVERY_EVENT = sql<{
  stream: string
  seq: number
  fact: string
}>`(select stream, seq, fact from events union all select stream, seq, fact from forgotten)`
