import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { moveTask } from '#server/tasks/move-task.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { readWaiting } from './waiting.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

const waiting = (who: Member) => look(on.as(who), readWaiting)

describe('readWaiting', () => {
  it('[F5] a task waits for whoever is next: the assignee, then the manager who reviews it', async () => {
    const { ana, boris, mila, vera, taskOfRila } = on.cast
    expect((await waiting(ana)).tasks.map(({ title }) => title)).toEqual(['Tiles for the pool'])
    expect((await waiting(boris)).others.map(({ title }) => title)).toEqual(['Tiles for the pool'])
    expect((await waiting(mila)).tasks).toEqual([])
    expect(await waiting(vera)).toMatchObject({
      tasks: [],
      contracts: [],
      others: [],
      counts: { waiting: 0, overdue: 0, open: 0 },
    })
    await moveTask(on.as(ana), { taskId: taskOfRila, from: 'new', to: 'in_progress' })
    await moveTask(on.as(ana), { taskId: taskOfRila, from: 'in_progress', to: 'ready_for_review' })
    expect((await waiting(ana)).tasks).toEqual([])
    expect((await waiting(mila)).tasks.map(({ title }) => title)).toEqual(['Tiles for the pool'])
    expect((await waiting(mila)).counts).toMatchObject({ waiting: 1 })
  })

  it('[B1] who only has a task in a project cannot tell how it stands, nor by its being left out', async () => {
    const { claire, vera, taskOfRila, projectOfRila } = on.cast
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
      .execute()
    await on.db.updateTable('projects').set({ status: 'on_hold' }).where('id', '=', projectOfRila).execute()
    expect((await waiting(vera)).projects).toEqual([])
    expect((await waiting(claire)).projects).toEqual([{ id: projectOfRila, name: 'Rila spa', status: null }])
  })

  it('[D2] a contract waits for who is named to approve it, until they have', async () => {
    const { ana, boris, contractOfRila } = on.cast
    expect((await waiting(ana)).contracts).toEqual([])
    for (const status of ['awaiting_approval', 'in_review'] as const) {
      await rearrange(on.db, (db) =>
        db.updateTable('contracts').set({ status }).where('id', '=', contractOfRila).execute(),
      )
      expect((await waiting(boris)).contracts).toMatchObject([{ title: 'Maintenance 2027', status }])
    }
    expect((await waiting(boris)).contracts).toMatchObject([{ title: 'Maintenance 2027', accountName: 'Rila Hotels' }])
    await on.db
      .insertInto('approvals')
      .values({ contract_id: contractOfRila, contract_version: 1, user_id: boris.userId, grant_id: boris.grantId })
      .execute()
    expect((await waiting(boris)).contracts).toEqual([])
  })
})
