import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { hideTask } from '#server/tasks/hide-task.ts'
import { readTask } from '#server/tasks/queries.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { shareTasks } from './share-tasks.ts'

let on: TestPortal
let projectId: string
beforeEach(async () => {
  on = await testPortal()
  projectId = on.cast.projectOfRila
  const { claire, taskOfRila } = on.cast
  await on.db
    .insertInto('task_people')
    .values({ task_id: taskOfRila, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
    .execute()
})
afterEach(() => on.close())

const openTask = (who: Member) => look(on.as(who), (here) => readTask(here, on.cast.taskOfRila))
const share = (agreed: string[] = []) => shareTasks(on.as(on.cast.mila), { projectId, shared: 'yes', agreed })

describe('showing all tasks to the counterparty', () => {
  it('[B2] asks first where people of a second account are in one of them, naming who will read whom', async () => {
    const { vera, corvin, rila } = on.cast
    const question = await share()
    expect(question).toMatchObject({
      newcomers: [{ name: 'Ana' }, { name: 'Boris' }, { name: 'Vera' }],
      readers: [{ name: 'Claire', accountName: 'Maison Corvin' }],
    })
    expect(new Set(question?.accounts)).toEqual(new Set([rila, corvin]))
    await expect(openTask(vera)).rejects.toBeInstanceOf(NotFound)
    expect(await share([corvin])).not.toBeNull()
    expect(await share(question?.accounts)).toBeNull()
    expect((await openTask(vera)).task.id).toBe(on.cast.taskOfRila)
  })

  it('[B2] does not ask where the second account’s task stays hidden; showing that one asks then', async () => {
    const { mila, vera, taskOfRila: taskId } = on.cast
    await rearrange(on.db, (db) => db.updateTable('tasks').set({ hidden_from_counterparty: true }).execute())
    expect(await share()).toBeNull()
    await expect(openTask(vera)).rejects.toBeInstanceOf(NotFound)
    const show = (agreed: string[]) => hideTask(on.as(mila), { taskId, hidden: 'no', agreed })
    const question = await show([])
    expect(question?.readers).toEqual([{ name: 'Claire', accountName: 'Maison Corvin' }])
    await expect(openTask(vera)).rejects.toBeInstanceOf(NotFound)
    expect(await show(question?.accounts ?? [])).toBeNull()
    expect((await openTask(vera)).task.id).toBe(taskId)
  })
})
