import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/** Every job by its name, with what it needs to know: ids only, for a job's row is kept until it is done. */
export interface Jobs {
  'mail:deliver': { mailId: string }
  'auth:reset-asked': { email: string }
  'auth:tidy': Record<string, never>
  'files:sweep': Record<string, never>
  /** An admin wrote where they were in nothing, and takes part now; enqueued by the database (migration 0018). */
  'conversation:joined': { conversationId: string; userId: string }
  /** Who has not read what was said on a stream. */
  'unread:look': { stream: string }
  /** One mail about everything that this person has not read. */
  'unread:mail': { userId: string; grantId: string | null }
}

/** Enqueues in the caller's own transaction: the job exists exactly if the change does. `at`: not before; of one `key` only one waits. */
export async function addJob<Name extends keyof Jobs>(
  db: Db,
  name: Name,
  payload: Jobs[Name],
  { at, key }: { at?: Date; key?: string } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json, run_at => ${at ?? null}::timestamptz, job_key => ${key ?? null}::text)`.execute(
    db,
  )
}
