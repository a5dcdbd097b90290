import { afterAll, beforeAll, expect, it } from 'vitest'
import { scopeOf } from '#server/access/scope.ts'
import { inAnyHost } from '#server/access/testing/in-world.ts'
import type { Look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import type { Hit, Subject } from './hits.ts'
import { atAddresses, search } from './search.ts'

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
})
afterAll(() => on.close())

it(
  '[A0] [S1] [F6] nobody finds, by words or by address, what scope hides: for everyone in any host',
  { timeout: 120_000 },
  async () => {
    await inAnyHost(on, 8, async (db, viewers) => {
      const every = await everything(db)
      for (const viewer of viewers) {
        const scope = scopeOf(viewer, db)
        const here = { viewer, db, scope, must: () => undefined } satisfies Look
        const seen = new Set(
          [
            ...(await scope.tasks('task.list').execute()),
            ...(await scope.projects('project.list').execute()),
            ...(await scope.contracts('contract.list').execute()),
            ...(await scope.conversations('conversation.list').execute()),
            ...(await scope.files().execute()),
          ].map(({ id }) => id),
        )
        for (const { id } of await commentsRead(here)) seen.add(id)
        const hits: Hit[] = []
        for (let nth = 0; nth < every.length; nth += 8)
          hits.push(
            ...(await atAddresses(
              here,
              every.slice(nth, nth + 8).map(({ path }) => path),
            )),
          )
        for (const typed of new Set(every.map(({ typed }) => typed)))
          hits.push(...(await search(here, typed)).flatMap((group) => group.hits))
        for (const { subject, id } of hits)
          expect(seen.has(id) || (viewer.staff !== null && PEOPLE.includes(subject)), `${subject} ${id}`).toBe(true)
      }
    })
  },
)

const PEOPLE: readonly string[] = ['accounts', 'contacts', 'staff'] satisfies Subject[]

/** What was said in the feeds that open to the viewer, feed by feed. */
async function commentsRead({ scope, viewer }: Look): Promise<{ id: string }[]> {
  const streams = [
    ...(await scope.tasks('task.view').execute()).flatMap(({ id }) => [`task:${id}`, `task:${id}/team`]),
    ...(await scope.projects('project.read').execute()).flatMap(({ id }) => [
      `project:${id}/inside`,
      `project:${id}/team`,
    ]),
    ...(await scope.contracts('contract.read').execute()).map(({ id }) => `contract:${id}`),
  ]
  return scope.entries(streams.filter((stream) => viewer.staff ?? !stream.endsWith('/team'))).execute()
}

/** Each record's address, and the words it could be found by. */
async function everything(db: Look['db']): Promise<{ path: string; typed: string }[]> {
  const tasks = await db.selectFrom('tasks').select(['id', 'title', 'ref']).execute()
  const projects = await db.selectFrom('projects').select(['id', 'name', 'ref']).execute()
  const contracts = await db.selectFrom('contracts').select(['id', 'title', 'ref']).execute()
  const conversations = await db.selectFrom('conversations').select('id').execute()
  const files = await db.selectFrom('attachments').select(['id', 'name']).execute()
  return [
    ...tasks.map(({ id, ref }) => ({ path: `/tasks/${id}`, typed: ref })),
    ...projects.map(({ id, name }) => ({ path: `/projects/${id}`, typed: name })),
    ...contracts.map(({ id, title }) => ({ path: `/contracts/${id}`, typed: title })),
    ...conversations.map(({ id }) => ({ path: `/conversations/${id}`, typed: 'a' })),
    ...files.map(({ id, name }) => ({ path: `/files/${id}`, typed: name })),
    { path: '/said', typed: 'said' },
  ]
}
