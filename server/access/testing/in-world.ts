import fc from 'fast-check'
import type { Db } from '#db/database.ts'
import { rearrange } from '#db/testing/cast.ts'
import type { TestPortal } from '#tools/test-portal.ts'
import { readViewer, type Viewer } from '../viewer.ts'
import { storeWorld, type Knocker } from './store-world.ts'
import { worlds, type World } from './world.ts'

class Done extends Error {}

type Check = (db: Db, viewers: Viewer[], again: () => Promise<Viewer[]>) => Promise<void>

/** That `check` holds for everyone in any host: in so many of all the worlds there could be. */
export const inAnyHost = (home: TestPortal, many: number, check: Check): Promise<void> =>
  fc.assert(
    fc.asyncProperty(worlds, (world) => inWorld(home, world, check)),
    { numRuns: many },
  )

/** Runs `check` with each viewer of the world, in a transaction of which nothing is kept. */
export async function inWorld(home: TestPortal, world: World, check: Check): Promise<void> {
  const ended = await rearrange(home.db, async (db) => {
    const knockers = await storeWorld(db, world)
    const again = () => viewersOf(home, db, knockers)
    await check(db, await again(), again)
    throw new Done()
  }).catch((error: unknown) => error)
  if (!(ended instanceof Done)) throw ended
}

async function viewersOf(home: TestPortal, db: Db, knockers: readonly Knocker[]): Promise<Viewer[]> {
  // Another node each time: what one remembers of a policy belongs to a version, and these worlds share theirs.
  const portal = { ...home.portal }
  const viewers: Viewer[] = []
  for (const knocker of knockers) viewers.push(await readViewer(db, { ...knocker, portal, address: '' }))
  return viewers
}
