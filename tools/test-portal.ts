import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#db/database.ts'
import type { Member } from '#db/testing/cast.ts'
import type { Caller } from '#server/platform/caller.ts'
import { log } from '#server/platform/log.ts'
import type { Portal } from '#server/platform/portal.ts'
import { localDoorbell } from '#server/streams/doorbell.ts'
import { castDatabase } from './test-db.ts'

/** A node without a network, on a database of its own, with the cast in it. */
export async function testPortal() {
  const own = await castDatabase()
  const database = await openDatabase(own.url, { connections: 10 })
  const doorbell = localDoorbell()
  const dataFolder = await mkdtemp(join(tmpdir(), 'portico-data-'))
  const portal: Portal = {
    nodeId: randomUUID(),
    database,
    doorbell,
    log,
    dataFolder,
    publicUrl: 'http://portal.test',
    sendsMail: false,
  }
  return {
    portal,
    db: database.db,
    cast: own.people,
    /** Who knocks when this member does. */
    as: ({ userId, sessionId, grantId }: Member): Caller => ({
      portal,
      userId,
      sessionId,
      grantId,
      address: '127.0.0.1',
    }),
    async close() {
      await doorbell.close()
      await database.close()
      await own.close()
      await rm(dataFolder, { recursive: true })
    },
  }
}

export type TestPortal = Awaited<ReturnType<typeof testPortal>>
