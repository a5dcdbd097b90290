import { afterAll, beforeAll, expect, it } from 'vitest'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { search } from './search.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

it('[A20] [F6] one of the host’s people is found among hundreds outside who are called so', async () => {
  await on.db
    .insertInto('users')
    .values(
      Array.from({ length: 300 }, (_, nth) => ({
        kind: 'external' as const,
        name: `Zora ${String(nth)}`,
        email: `z${String(nth)}@out.example`,
      })),
    )
    .execute()
  await on.db
    .insertInto('users')
    .values({ kind: 'staff', staff_role: 'member', name: 'Zora', email: 'zora@northlight.example' })
    .execute()
  const groups = await look(on.as(on.cast.adam), (here) => search(here, 'zora'))
  expect(groups.map(({ subject, hits }) => [subject, hits.map(({ title }) => title)])).toEqual([['staff', ['Zora']]])
})
