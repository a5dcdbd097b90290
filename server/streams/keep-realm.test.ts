import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#db/database.ts'
import { gateMode } from '#db/gated-dialect.ts'
import { migrate } from '#db/migrate.ts'
import { startEmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { log } from '#server/platform/log.ts'
import { readPostmaster, stopPostmaster } from '#server/platform/postmaster.ts'
import { localDoorbell } from './doorbell.ts'
import { storeEvents } from './events.ts'
import { keepRealm } from './keep-realm.ts'
import { readEvents } from './read-events.ts'

const stream = 'settings'
let home: string
let folder: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'portico-restored-'))
  // The database may run as another user.
  chmodSync(home, 0o755)
  folder = join(home, 'data')
})
afterAll(async () => {
  await stopPostmaster(join(folder, 'postgres'))
  rmSync(home, { recursive: true, force: true })
})

/** A portal on the folder, from its start to its end; `killed`: it does not come to its end. */
async function run<T>(
  fn: (on: { say(times: number): Promise<void>; read(after: number): ReturnType<typeof read> }) => Promise<T>,
  killed = false,
): Promise<T> {
  const embedded = await startEmbeddedDatabase(folder, { durable: false })
  await migrate(embedded.url)
  const database = await openDatabase(embedded.url, { connections: 2, onLost: () => undefined })
  const portal = {
    nodeId: randomUUID(),
    database,
    doorbell: localDoorbell(),
    log,
    dataFolder: folder,
    publicUrl: '',
    sendsMail: false,
  }
  const leave = await keepRealm(portal)
  const result = await fn({
    say: (times) =>
      gateMode.run('share', () =>
        database.db.transaction().execute((db) =>
          storeEvents(
            db,
            Array.from({ length: times }, () => ({ stream, fact: 'said', data: {} })),
          ),
        ),
      ),
    read: (after) => read(database, after),
  })
  if (killed) {
    process.kill(readPostmaster(join(folder, 'postgres'))?.pid ?? 0, 'SIGKILL')
    await database.close()
  } else {
    await leave()
    await database.close()
  }
  await embedded.stop()
  return result
}

const read = async (database: { db: Parameters<typeof readEvents>[0] }, after: number) =>
  [...(await readEvents(database.db, [{ stream, after }])).values()][0]

const cp = (from: string, to: string) => void execFileSync('cp', ['-a', from, to])
/** Everything that was is gone. */
async function startAnew(): Promise<void> {
  await stopPostmaster(join(folder, 'postgres'))
  rmSync(folder, { recursive: true, force: true })
}
const copy = (name: string) => cp(folder, join(home, name))

describe('a data folder', { timeout: 120_000 }, () => {
  it('[X6] is the same after a stop and after a crash, and numbers anew when an older copy of it is put back', async () => {
    const stood = await run(async (on) => {
      await on.say(5)
      return (await on.read(0))?.clock ?? 0
    })
    expect(await run(async (on) => (await on.read(stood))?.misplaced, true)).toBeNull()
    expect(await run(async (on) => (await on.read(stood))?.misplaced)).toBeNull()

    copy('copy')
    const gone = await run(async (on) => {
      await on.say(5)
      return (await on.read(0))?.clock ?? 0
    })
    expect(gone).toBe(stood + 5)

    // The whole folder, as docs/operating.md says; then grown past where everybody stood.
    renameSync(folder, join(home, 'broken'))
    cp(join(home, 'copy'), folder)
    await run(async (on) => {
      await on.say(20)
      for (const after of [stood, gone]) expect((await on.read(after))?.misplaced).toMatch(/^other_/)
    })
  })

  it('that is new begins once: what was filled in before its first start stays', async () => {
    await startAnew()
    const embedded = await startEmbeddedDatabase(folder, { durable: false })
    await migrate(embedded.url)
    const database = await openDatabase(embedded.url, { connections: 1, onLost: () => undefined })
    const before = (await read(database, 0))?.clock
    await database.close()
    await embedded.stop()
    expect(await run(async (on) => (await on.read(0))?.clock)).toBe(before)
    await startAnew()
  })

  it.each([
    [
      'the database alone',
      () => {
        rmSync(join(folder, 'postgres'), { recursive: true })
        cp(join(home, 'older/postgres'), join(folder, 'postgres'))
      },
    ],
    [
      'what had changed, written over what was there',
      () => {
        rmSync(join(folder, 'postgres'), { recursive: true })
        cp(join(home, 'older/.'), folder)
      },
    ],
    [
      'the database, without what was known of it',
      () => {
        rmSync(folder, { recursive: true })
        cp(join(home, 'older'), folder)
        rmSync(join(folder, 'realm.json'))
      },
    ],
  ])('[X6] is found out when only a part was put back: %s', async (_, putBack) => {
    const stood = await run(async (on) => {
      await on.say(3)
      return (await on.read(0))?.clock ?? 0
    })
    rmSync(join(home, 'older'), { recursive: true, force: true })
    copy('older')
    await run((on) => on.say(4))
    expect(existsSync(join(folder, 'realm.json'))).toBe(true)
    putBack()
    await run(async (on) => {
      await on.say(20)
      expect((await on.read(stood))?.misplaced).toMatch(/^other_/)
    })
  })
})
