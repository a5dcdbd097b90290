import { sql, type SqlBool } from 'kysely'
import { POLICY } from '#server/streams/doorbell.ts'
import type { Portal } from '#server/platform/portal.ts'
import { work } from '#server/platform/work.ts'
import { giveUp, isRefusal, KEPT } from './open-upload.ts'
import { openTarget, type Target } from './room.ts'
import { drop, partialIds, partialOf } from './store.ts'

/**
 * Gives up the uploads that are too old, and those whose sender may not go on as of now, paused or not: what closes leaves nothing
 * half-stored [D4]. Removes bytes that belong to no upload. Any node may do it at any time. Answers how many were given up.
 */
export async function sweepPartials(portal: Portal): Promise<number> {
  // The folder first: what begins in between has its row before its bytes.
  const there = await partialIds(portal)
  const rows = await portal.database.db
    .selectFrom('uploads')
    .selectAll()
    .where(sql<SqlBool>`attachment_id is null or begun_at < ${new Date(Date.now() - KEPT)}`)
    .execute()
  let given = 0
  for (const row of rows) {
    const old = row.begun_at.getTime() + KEPT < Date.now()
    if (!old && (await mayGoOn(portal, row))) continue
    await giveUp(portal, row.id)
    given++
  }
  const kept = new Set(rows.filter(({ attachment_id }) => !attachment_id).map(({ id }) => id))
  for (const id of there) if (!kept.has(id)) await drop(partialOf(portal, id))
  return given
}

async function mayGoOn(
  portal: Portal,
  row: { session_id: string; user_id: string; grant_id: string | null; target: unknown },
): Promise<boolean> {
  const sender = { portal, userId: row.user_id, sessionId: row.session_id, grantId: row.grant_id, address: '' }
  try {
    await work(sender, (now) => openTarget(now, row.target as Target))
    return true
  } catch (error) {
    // Nothing is given up because the database is away for a moment.
    return !isRefusal(error)
  }
}

/** Sweeps after every change of rule. Answers a function that ends it. */
export function keepPartials(portal: Portal): () => Promise<void> {
  let asked = 0
  let sweeping: Promise<void> | null = null
  const sweep = async () => {
    for (let heard = 0; heard !== asked;) {
      heard = asked
      await sweepPartials(portal).catch((error: unknown) =>
        portal.log.error({ err: error }, 'sweeping partial uploads'),
      )
    }
    asked = 0
    sweeping = null
  }
  const deafen = portal.doorbell.listen((streams) => {
    if (!streams.includes(POLICY)) return
    asked++
    sweeping ??= sweep()
  })
  return async () => {
    deafen()
    await sweeping
  }
}
