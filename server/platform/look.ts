import type { Db } from '#db/database.ts'
import { decide } from '#server/access/can.ts'
import type { Action } from '#server/access/catalogue.ts'
import type { Facts } from '#server/access/facts.ts'
import { scopeOf, type Scope } from '#server/access/scope.ts'
import { readViewer, type Viewer } from '#server/access/viewer.ts'
import type { Caller } from './caller.ts'
import { note } from './noting.ts'
import { must, refuseShut } from './work.ts'

export interface Look {
  viewer: Viewer
  db: Db
  scope: Scope
  must: (action: Action, facts?: Facts | null) => void
}

/**
 * Reads for a page, outside the gate: what it shows is handed over only if the policy it was read under still stands then
 * (`noting`). The version is read before the rows, so a rule that changes in between is noticed.
 */
export async function look<T>(caller: Caller, fn: (look: Look) => Promise<T>): Promise<T> {
  const { db } = caller.portal.database
  const viewer = await readViewer(db, caller)
  note(viewer)
  refuseShut(viewer)
  return fn({
    viewer,
    db,
    scope: scopeOf(viewer, db),
    must: (action, facts = null) => must(decide(viewer, action, facts)),
  })
}
