import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { TooLarge } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { claimedKind, refuseFile } from './inspect.ts'
import { fileLimits, MB, type FileLimits } from './limits.ts'
import { cleanName } from './names.ts'
import { openTarget, roomFor, type Target } from './room.ts'
import { drop, partialOf } from './store.ts'

/** A file as it is announced, before a byte of it comes. */
export interface Announced {
  /** As the sender calls it. */
  name: string
  /** The media type that the sender declares. */
  declared: string
  /** Bytes. */
  size: number
  /** The sender's own id of the comment that it comes with. */
  sentId: string | null
}

/** So many files of one person may be half-way, and as many bytes as the quota has; the one begun first makes room. */
export const MOST_PARTIAL = 20

/**
 * Begins an upload that can stop and go on. All that can be refused before a byte is sent is refused here: the right, the size, the kind.
 * Answers its id. It is this session's, in this grant; nobody else finds it. Errors: those of `uploadFile`.
 */
export async function beginUpload(
  caller: Caller,
  target: Target,
  { name: sent, declared, size, sentId }: Announced,
  limits: FileLimits = fileLimits,
): Promise<string> {
  const id = randomUUID()
  const name = cleanName(sent)
  const crowded = await work(caller, async (now) => {
    const room = await roomFor(now, await openTarget(now, target), limits)
    claimedKind(name, declared)
    if (size === 0) throw refuseFile('file_empty', { name })
    if (size > room.bytes) throw new TooLarge(room.tooMuch, { name, mb: Math.floor(room.bytes / MB) })
    await now.db
      .insertInto('uploads')
      .values({
        id,
        session_id: caller.sessionId,
        user_id: caller.userId,
        grant_id: caller.grantId,
        target,
        sent_id: sentId,
        name,
        declared: declared.slice(0, 200),
        size,
      })
      .execute()
    return dropOldest(now, limits)
  })
  for (const one of crowded) await drop(partialOf(caller.portal, one))
  return id
}

/** Keeps what one person left half-way within count and quota; the newest one always stays. */
async function dropOldest({ db, viewer }: Work, { quota }: FileLimits): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from uploads where id in (
      select id from (
        select id, row_number() over newest as nth, sum(size) over newest as bytes from uploads
        where user_id = ${viewer.userId} and attachment_id is null
        window newest as (order by begun_at desc, id)) half_way
      where nth > ${MOST_PARTIAL} or (nth > 1 and bytes > ${quota}))
    returning id`.execute(db)
  return rows.map(({ id }) => id)
}
