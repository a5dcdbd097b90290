import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { rearrange } from '#db/testing/cast.ts'
import { openConversation } from '#server/conversations/open-conversation.ts'
import type { FeedSubject } from '#server/feed/subject.ts'
import { addStaff } from '#server/projects/add-staff.ts'
import { changeManager } from '#server/projects/change-manager.ts'
import { removeStaff } from '#server/projects/remove-staff.ts'
import { streamOf } from '#server/streams/events.ts'
import { addPeople } from '#server/tasks/add-people.ts'
import { openFeeds } from './testing/open-feeds.ts'
import { stage, type Stage } from './testing/stage.ts'

let on: Stage
let task: FeedSubject

beforeAll(async () => {
  on = await stage()
  task = { kind: 'task', id: on.people.taskOfRila }
})
afterEach(() => on.leave())
afterAll(() => on.close())

const adam = () => on.near.caller(on.people.adam)

it('[B7] [B6] others of a project’s staff reach the open feeds of its tasks and of its conversation, also of those who have no more of it', async () => {
  const { mila, claire, boris, petar, adam: adams, projectOfRila: projectId } = on.people
  const { staff, opened } = openFeeds(on)
  await addPeople(on.near.caller(mila), {
    taskId: task.id,
    people: [`grant:${claire.grantId}`],
    role: 'participant',
    agreed: [on.people.corvin, on.people.rila],
  })
  const { conversationId } = await openConversation(on.near.caller(boris), { projectId })
  const talk: FeedSubject = { kind: 'conversation', id: conversationId }
  const all = [await opened(mila, task), await opened(claire, task), await opened(boris, talk)]
  const hear = (times: number) => Promise.all(all.map((one) => one.hears(times)))
  expect(await staff(claire, task)).toEqual(['Mila'])

  await addStaff(adam(), { projectId, userId: petar.userId, role: 'team' })
  await hear(1)
  expect([await staff(claire, task), await staff(boris, talk)]).toEqual([
    ['Mila', 'Petar'],
    ['Mila', 'Petar'],
  ])
  await removeStaff(adam(), { projectId, userId: petar.userId, role: 'team' })
  await hear(2)
  expect(await staff(claire, task)).toEqual(['Mila'])
  await changeManager(adam(), { projectId, userId: adams.userId })
  await hear(3)
  expect(await staff(claire, task)).toEqual(['Adam', 'Mila'])
})

it('[B7] [B1] who is in a project is told to those who have something of it, whatever their cells, and to nobody else', async () => {
  const { claire, jonas, nora, projectOfRila } = on.people
  const name = streamOf.projectReaders(projectOfRila)
  for (const who of [claire, nora]) await on.watching(on.near, who, name)
  const client = on.join(on.near, jonas)
  client.watch({ [name]: await on.clock(name) })
  expect(await client.until(({ lost }) => lost[0])).toEqual({ stream: name, reason: 'not_found' })
  const cell = { object: 'project', action: 'view', kind: 'client' } as const
  await rearrange(on.db, (db) =>
    db
      .insertInto('matrix_cells')
      .values({ ...cell, ticked: false })
      .onConflict((so) => so.columns(['object', 'action', 'kind']).doUpdateSet({ ticked: false }))
      .execute(),
  )
  await on.watching(on.near, claire, name)
})
