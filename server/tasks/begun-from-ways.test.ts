import { afterAll, beforeAll, expect, it } from 'vitest'
import { scopeOf } from '#server/access/scope.ts'
import { inAnyHost } from '#server/access/testing/in-world.ts'
import type { Look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { readBoard } from './board.ts'
import { listTasks } from './list-tasks.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

it(
  '[B2] a list that is begun from the ways to its tasks misses none that is within reach, for everyone in any host',
  { timeout: 120_000 },
  async () => {
    let met = 0
    await inAnyHost(on, 20, async (db, viewers) => {
      for (const viewer of viewers) {
        const scope = scopeOf(viewer, db)
        const here = { viewer, db, scope, must: () => undefined } satisfies Look
        const seen = (await scope.tasks('task.list').execute()).map(({ id }) => id).sort()
        for (const sort of ['recent', 'due', 'title']) {
          const query = new URLSearchParams({ whose: 'all', status: 'all', sort })
          expect((await listTasks(here, null, query)).tasks.map(({ id }) => id).sort(), sort).toEqual(seen)
        }
        const { columns } = await readBoard(here, null, new URLSearchParams('whose=all'))
        expect(columns.flatMap(({ cards }) => cards.map(({ id }) => id)).sort()).toEqual(seen)
        if (scope.waysToTasks) met += seen.length
      }
    })
    expect(met).toBeGreaterThan(0)
  },
)
