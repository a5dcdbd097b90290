import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { UNREAD_FOR } from '#server/feed/spread.ts'

/** Whoever has not opened by then what is new there is told by mail; decided when it is looked, and again when it is sent. */
export const lookLater = (db: Db, stream: string): Promise<unknown> =>
  sql`select graphile_worker.add_job('unread:look', json_build_object('stream', ${stream}::text),
    run_at => clock_timestamp() + interval ${UNREAD_FOR}, job_key => 'unread ' || ${stream}::text, job_key_mode => 'preserve_run_at')`.execute(
    db,
  )
