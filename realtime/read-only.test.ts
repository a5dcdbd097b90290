import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage

beforeAll(async () => {
  on = await stage()
})
afterAll(() => on.close())

const freeze = (userId: string, frozen: 'read_only' | null) =>
  work.rule(on.near.caller(on.people.adam), 'person_frozen', async ({ db }) => {
    await db.updateTable('users').set({ frozen }).where('id', '=', userId).execute()
    return { reach: { to: 'user', id: userId }, result: null }
  })

const screensTold = async () => {
  const row = await on.db
    .selectFrom('rule_echoes')
    .select(sql<number>`coalesce(sum(told), 0)::int`.as('told'))
    .executeTakeFirstOrThrow()
  return row.told
}

it('[A17] [F2] who may only read from now on is told so on any page, loses nothing of it, and hears what is said', async () => {
  const { ana, mila } = on.people
  const home = await on.watching(on.far, mila, `staff:${mila.userId}`)
  const task = await on.watching(on.far, mila, `${on.task}/team`)
  task.watch({ [on.task]: await on.clock() })
  await task.until(({ frames }) => frames.some(({ rights = [] }) => rights.some(({ stream }) => stream === on.task)))
  const anas = await on.watching(on.far, ana, streamOf.grant(ana.grantId))
  const last = (client: typeof home) => client.frames.flatMap(({ rights = [] }) => rights).at(-1)?.abilities
  expect([last(home), last(anas)]).toEqual([{}, {}])
  const before = await screensTold()

  await freeze(mila.userId, 'read_only')
  await home.until((client) => last(client)?.write === 'person_read_only')
  await task.until((client) => last(client)?.['task.comment'] === 'person_read_only')
  await expect.poll(screensTold).toBe(before + 2)
  await on.say(on.near, 1)
  await on.say(on.near, 2, `${on.task}/team`)
  await task.until((client) => client.news(on.task).length === 1 && client.news(`${on.task}/team`).length === 1)
  expect(task.lost).toEqual([])

  await freeze(mila.userId, null)
  await home.until((client) => last(client)?.write === undefined)
  await freeze(ana.userId, 'read_only')
  await anas.until((client) => last(client)?.write === 'person_read_only')
  await freeze(ana.userId, null)
  await anas.until((client) => last(client)?.write === undefined)
  expect([...home.lost, ...task.lost, ...anas.lost]).toEqual([])
})
