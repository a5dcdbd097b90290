import { sql, type SqlBool } from 'kysely'
import type { Db } from '#db/database.ts'
import { gateMode } from '#db/gated-dialect.ts'
import type { Caller } from '#server/platform/caller.ts'
import { NotFound, PortalError, UploadGone } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { work } from '#server/platform/work.ts'
import { openTarget, type Target } from './room.ts'
import { drop, partialOf } from './store.ts'

/** So long the first part of a file waits for the rest of it. Hours. */
export const KEPT_HOURS = 24
export const KEPT = KEPT_HOURS * 60 * 60 * 1000

/** A resumable upload that its sender may go on with. */
export interface OpenUpload {
  id: string
  target: Target
  sentId: string | null
  name: string
  declared: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The upload, if it is this session's in this grant, still kept, and may go where it was going as of now. If it may not, it is given up
 * whole: what was sent of it is gone before the refusal is told [D4]. Errors: `NotFound`, `UploadGone`, `NotAllowed`, `Shut`.
 */
export async function openUpload(caller: Caller, id: string): Promise<OpenUpload> {
  if (!UUID.test(id)) throw new NotFound()
  try {
    return await work(caller, async (now) => {
      const row = await ownUpload(now.db, caller, id)
      if (row.begun_at.getTime() + KEPT < now.viewer.now.getTime()) throw new UploadGone(KEPT_HOURS)
      const target = row.target as Target
      await openTarget(now, target)
      return { id, target, sentId: row.sent_id, name: row.name, declared: row.declared }
    })
  } catch (error) {
    if (isRefusal(error)) await giveUp(caller.portal, id, caller)
    throw error
  }
}

async function ownUpload(db: Db, caller: Caller, id: string) {
  const row = await db.selectFrom('uploads').selectAll().where(isOwn(caller, id)).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

const isOwn = ({ sessionId, userId, grantId }: Caller, id: string) =>
  sql<SqlBool>`id = ${id} and session_id = ${sessionId} and user_id = ${userId} and grant_id is not distinct from ${grantId}::uuid`

/** Whether the same bytes would be refused again: a passing fault is none. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof PortalError && error.status < 500 && error.status !== 429

/** Leaves nothing of an upload, in database or folder; with `owner`, only if it is theirs. */
export async function giveUp(portal: Portal, id: string, owner?: Caller): Promise<void> {
  const gone = await gateMode.run('none', () =>
    portal.database.db
      .deleteFrom('uploads')
      .where(owner ? isOwn(owner, id) : sql<SqlBool>`id = ${id}`)
      .returning('id')
      .execute(),
  )
  if (gone.length > 0) await drop(partialOf(portal, id))
}
