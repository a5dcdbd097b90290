import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { moveTask } from './move-task.ts'
import { readTask } from './queries.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

const reviewers = async (who: Member) =>
  (await look(on.as(who), (here) => readTask(here, on.cast.taskOfRila))).task.reviewers.map(({ name }) => name)
const waits = async (who: Member) => {
  const { tasks, counts } = await look(on.as(who), readWaiting)
  return [tasks.some(({ id }) => id === on.cast.taskOfRila), counts.waiting > 0]
}

/** Ana made the task, and it is Mila's, who manages its project. */
async function madeByAna() {
  const { ana, boris, mila, taskOfRila } = on.cast
  await rearrange(on.db, async (db) => {
    await db
      .updateTable('tasks')
      .set({ author_id: ana.userId, author_grant_id: ana.grantId, status: 'ready_for_review' })
      .where('id', '=', taskOfRila)
      .execute()
    await db.deleteFrom('task_people').where('task_id', '=', taskOfRila).execute()
    await db.deleteFrom('project_staff').where('role', '=', 'auditor').execute()
    const of = (who: Member) => ({ task_id: taskOfRila, user_id: who.userId, grant_id: who.grantId })
    await db
      .insertInto('task_people')
      .values([
        { ...of(mila), role: 'assignee' },
        { ...of(boris), role: 'participant' },
      ])
      .execute()
  })
}
const [yes, no] = [
  [true, true],
  [false, false],
]
const audits = (who: Member) =>
  on.db
    .insertInto('project_staff')
    .values({ project_id: on.cast.projectOfRila, user_id: who.userId, role: 'auditor' })
    .execute()

describe('whom a task waits for that is ready for review', () => {
  beforeEach(madeByAna)

  it('[B4] [B5] the manager and the auditors of its project, and never the client who made it', async () => {
    const { ana, mila, petar, nora } = on.cast
    await audits(petar)
    expect(await reviewers(nora)).toEqual(['Petar'])
    expect(await waits(petar)).toEqual([true, true])
    for (const who of [ana, nora]) expect(await waits(who)).toEqual([false, false])
    await expect(
      moveTask(on.as(ana), { taskId: on.cast.taskOfRila, from: 'ready_for_review', to: 'done' }),
    ).rejects.toMatchObject({ message: 'not_assignee' })
    // Who handed it over does not check it while somebody else is to.
    expect(await waits(mila)).toEqual([false, false])
  })

  it('[B4] who handed it over checks it where nobody else is to', async () => {
    expect(await reviewers(on.cast.mila)).toEqual(['Mila'])
    expect(await waits(on.cast.mila)).toEqual([true, true])
  })

  it('[A17] nobody who is turned off or reads only: who handed it over checks it where no other can', async () => {
    const { ana, mila, petar, adam, nora } = on.cast
    await audits(petar)
    expect([await reviewers(ana), await waits(petar), await waits(mila)]).toEqual([['Petar'], yes, no])
    const freeze = (frozen: 'off' | 'read_only' | null, until: Date | null = null) =>
      rearrange(on.db, (db) =>
        db.updateTable('users').set({ frozen, frozen_until: until }).where('id', '=', petar.userId).execute(),
      )
    for (const frozen of ['off', 'read_only'] as const) {
      await freeze(frozen)
      for (const who of [ana, nora]) expect(await reviewers(who)).toEqual(['Mila'])
      expect([await waits(mila), await waits(adam)]).toEqual([yes, no])
    }
    expect(await waits(petar)).toEqual(no)
    await freeze('off', new Date(Date.now() - 1000))
    expect([await reviewers(ana), await waits(petar), await waits(mila)]).toEqual([['Petar'], yes, no])
    await freeze(null)
  })

  it('[B1] is told by name to those who see the project; to others by name only if they are in the task', async () => {
    const { ana, boris, claire, petar, taskOfRila } = on.cast
    await audits(petar)
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
      .execute()
    for (const who of [ana, boris]) expect(await reviewers(who)).toEqual(['Petar'])
    expect(await reviewers(claire)).toEqual([])
    const auditor = { task_id: taskOfRila, user_id: petar.userId, grant_id: null, role: 'auditor' as const }
    await on.db.insertInto('task_people').values(auditor).execute()
    expect(await reviewers(claire)).toEqual(['Petar'])
  })
})
