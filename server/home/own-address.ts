import { shutTo } from '#server/access/can.ts'
import { addressedIn, firstWithin } from '#server/access/first-within.ts'
import { readViewers } from '#server/access/viewer.ts'
import type { Caller } from '#server/platform/caller.ts'
import { note } from '#server/platform/noting.ts'
import { grantsOf } from './first-page.ts'

/**
 * An address of the other side, or of a grant that is not the caller's, as it is called on their own side. `below`: what follows the base. It is
 * answered the same way whether there is such a record or not; of several grants it is one within whose reach it is, else the one used last. The
 * page it leads to decides what it shows [S3]. Errors: `Shut` for a person who belongs to no account any more.
 */
export async function ownAddressOf(caller: Caller, below: string): Promise<string> {
  const grants = await grantsOf(caller)
  if (!grants) return `/s${below}`
  const named = grants.length > 1 ? addressedIn(below) : null
  if (!named) return `/g/${grants[0]}${below}`
  const { db } = caller.portal.database
  const all = await readViewers(
    db,
    grants.map((grantId) => ({ ...caller, grantId })),
  )
  const viewers = all.flatMap((one) => (one instanceof Error || shutTo(one) ? [] : one))
  for (const viewer of viewers) note(viewer)
  const within = await firstWithin(db, viewers, named)
  return `/g/${within?.grant?.id ?? grants[0]}${below}`
}
