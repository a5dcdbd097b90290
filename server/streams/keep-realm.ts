import type { Portal } from '#server/platform/portal.ts'
import { knownRealm, settleRealm } from './realm.ts'
import { readMark, writeMark } from './realm-mark.ts'

/** How often the data folder is told how far the database has come. Ms. */
const EVERY = 60_000

/**
 * Settles at start whether the database was restored while no node ran, and keeps in the data folder what tells it the next time: now,
 * each minute, and when the answer is called at the end.
 */
export async function keepRealm(portal: Portal): Promise<() => Promise<void>> {
  const keep = () => {
    const known = knownRealm(portal)
    if (!known) return
    try {
      writeMark(portal.dataFolder, known)
    } catch (error) {
      portal.log.warn({ err: error }, 'the data folder does not take the mark by which a restored database is known')
    }
  }
  const { pool } = portal.database
  const { rows } = await pool.query<{ begins: number }>('select begins from realm')
  await settleRealm(portal, pool, readMark(portal.dataFolder, rows[0]?.begins ?? 0))
  keep()
  const timer = setInterval(keep, EVERY)
  return async () => {
    clearInterval(timer)
    await settleRealm(portal).catch((error: unknown) => portal.log.warn({ err: error }, 'the last mark is an old one'))
    keep()
  }
}
