import type { Db } from '#db/database.ts'
import { readingOn } from '#db/reading.ts'
import { decide, shutTo } from '#server/access/can.ts'
import type { Action } from '#server/access/catalogue.ts'
import type { Facts } from '#server/access/facts.ts'
import { remembered } from '#server/access/remembered.ts'
import { scopeOf, type Scope } from '#server/access/scope.ts'
import { readViewer, type Viewer } from '#server/access/viewer.ts'
import type { Caller } from './caller.ts'
import { note, noting, type Noted } from './noting.ts'
import { must, shutFor } from './work.ts'

export interface Look {
  viewer: Viewer
  /** For reads: what is asked at the same time leaves together. */
  db: Db
  scope: Scope
  must: (action: Action, facts?: Facts | null) => void
}

/**
 * Reads for a page, outside the gate: what it shows is handed over only if the policy it was read under still stands then
 * (`noting`). The version is read before the rows, so a rule that changes in between is noticed.
 */
export async function look<T>(caller: Caller, fn: (look: Look) => Promise<T>): Promise<T> {
  const db = readingFor(caller)
  const viewer = viewerForPage(caller) ?? (await readViewer(db, caller))
  note(viewer)
  const shut = shutTo(viewer)
  if (shut) throw await shutFor(viewer, shut, db)
  return fn({
    viewer,
    db,
    scope: scopeOf(viewer, db),
    must: (action, facts = null) => must(decide(viewer, action, facts)),
  })
}

const readers = new WeakMap<Noted, Db>()

/** All that is read for one answer shares a connection. What could not keep its order makes the answer anew, as a rule that moved does. */
function readingFor({ portal: { database } }: Caller): Db {
  const noted = noting.getStore()
  if (!noted) return readingOn(database.pool)
  const known = readers.get(noted)
  if (known) return known
  const db = readingOn(database.pool, () => (noted.version = -1))
  readers.set(noted, db)
  return db
}

/**
 * The viewer as this node last read it, for what is compared under the gate before it leaves: if its version is no longer the one
 * of now, or its time is over, the page is made again, for a viewer read anew. Null where nothing will be compared.
 */
function viewerForPage(caller: Caller): Viewer | null {
  const noted = noting.getStore()
  if (!noted || noted.again) return null
  const viewer = remembered(caller)
  // What this very request changed moved the version.
  return viewer && (noted.version === null || viewer.policy.version >= noted.version) ? viewer : null
}
