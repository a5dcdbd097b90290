import type { Db } from '#db/database.ts'
import { gateMode } from '#db/gated-dialect.ts'
import { endOldPassages, PATIENCE } from '#server/access/gate.ts'
import { POLICY } from '#server/streams/doorbell.ts'
import type { Portal } from './portal.ts'
import { storeChange, type Reach } from './store-outcome.ts'

/**
 * Changes a rule in the portal's own name, where no viewer can be made or none is needed: somebody signs out (also when all else is
 * shut to them), a password is replaced through a mailed link, ended sessions are cleared away. In force everywhere when this returns.
 * `fn` answers whom it concerned, or null when there was nothing to change.
 */
export async function ownRule(portal: Portal, what: string, fn: (db: Db) => Promise<Reach | null>): Promise<void> {
  const impatient = setInterval(
    () =>
      void endOldPassages(portal.database).catch((error: unknown) =>
        portal.log.error({ err: error }, 'ending old passages'),
      ),
    PATIENCE,
  )
  try {
    const changed = await gateMode.run('exclusive', () =>
      portal.database.db.transaction().execute(async (db) => {
        const reach = await fn(db)
        if (!reach) return false
        await storeChange(db, { what, reach, by: null })
        return true
      }),
    )
    if (changed) portal.doorbell.ring([POLICY])
  } finally {
    clearInterval(impatient)
  }
}
