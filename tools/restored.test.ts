import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '#db/database.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { readEvents } from '#server/streams/read-events.ts'
import { root } from './root.ts'
import { testDatabase } from './test-db.ts'

it('[X6] npm run restored has everybody start afresh, also while the portal runs', async () => {
  const own = await testDatabase()
  const database = await openDatabase(own.url, { connections: 2 })
  onTestFinished(async () => {
    await database.close()
    await own.close()
  })
  const { settings: stood = 0 } = await positionsOf(database.db, ['settings'])
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/run.mjs', 'tools/restored.ts'], {
    cwd: root,
    env: { NODE_ENV: 'production', DATABASE_URL: own.url },
  })
  expect(stdout).toContain('Every open page starts afresh.')
  const [found] = (await readEvents(database.db, [{ stream: 'settings', after: stood }])).values()
  expect(found?.misplaced).toMatch(/^other_/)
  expect((await positionsOf(database.db, ['settings'])).settings).toBeGreaterThan(stood)
})
