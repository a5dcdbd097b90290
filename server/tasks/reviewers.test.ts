import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addStaff } from '#server/projects/add-staff.ts'
import { changeManager } from '#server/projects/change-manager.ts'
import { removeStaff } from '#server/projects/remove-staff.ts'
import { freezeStaff } from '#server/staff/freeze-staff.ts'
import { addPeople } from './add-people.ts'
import { changeRole } from './change-role.ts'
import { moveTask } from './move-task.ts'
import { readTask } from './queries.ts'
import { removePerson } from './remove-person.ts'
import { toldOn } from './testing/told.ts'

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
  const { ana, boris, mila, taskOfRila, projectOfRila } = on.cast
  await rearrange(on.db, async (db) => {
    await db
      .updateTable('tasks')
      .set({ author_id: ana.userId, author_grant_id: ana.grantId, status: 'ready_for_review' })
      .where('id', '=', taskOfRila)
      .execute()
    await db.deleteFrom('task_people').where('task_id', '=', taskOfRila).execute()
    await db.deleteFrom('project_staff').where('role', '=', 'auditor').execute()
    await db.updateTable('projects').set({ manager_id: mila.userId }).where('id', '=', projectOfRila).execute()
    await db.updateTable('users').set({ frozen: null, frozen_until: null }).execute()
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

describe('a review that falls to others', () => {
  beforeEach(madeByAna)

  const heard = async (who: Member) => (await toldOn(on, `staff:${who.userId}`)).length
  /** Whose lists are told by what is done, of Mila, who handed the task over, Petar and Victor, who has nothing to do with it. */
  const told = async (done: () => Promise<unknown>) => {
    const three = [on.cast.mila, on.cast.petar, on.cast.victor]
    const before = await Promise.all(three.map(heard))
    await done()
    return (await Promise.all(three.map(heard))).map((now, nth) => now - (before[nth] ?? 0))
  }

  it('[F1] is told to who handed it over, whose list it leaves or comes back to: by its own auditors', async () => {
    const { mila, petar, taskOfRila: taskId } = on.cast
    const person = `staff:${petar.userId}`
    expect(await waits(mila)).toEqual(yes)
    const add = () => addPeople(on.as(mila), { taskId, people: [person], role: 'auditor', agreed: [] })
    expect(await told(add)).toEqual([1, 1, 0])
    expect([await waits(mila), await waits(petar)]).toEqual([no, yes])
    const make = (role: 'participant' | 'auditor') => () => changeRole(on.as(mila), { taskId, person, role })
    expect(await told(make('participant'))).toEqual([1, 1, 0])
    expect([await waits(mila), await waits(petar)]).toEqual([yes, no])
    expect(await told(make('auditor'))).toEqual([1, 1, 0])
    expect(await told(() => removePerson(on.as(mila), { taskId, person }))).toEqual([1, 1, 0])
    expect([await waits(mila), await waits(petar)]).toEqual([yes, no])
  })

  it('[F1] by its project’s auditors and its manager', async () => {
    const { mila, petar, nora, projectOfRila: projectId } = on.cast
    const auditor = { projectId, userId: petar.userId, role: 'auditor' as const }
    expect(await told(() => addStaff(on.as(nora), auditor))).toEqual([1, 1, 0])
    expect(await waits(mila)).toEqual(no)
    expect(await told(() => removeStaff(on.as(nora), auditor))).toEqual([1, 1, 0])
    expect(await waits(mila)).toEqual(yes)
    expect(await told(() => addStaff(on.as(nora), { ...auditor, role: 'team' }))).toEqual([0, 1, 0])
    await rearrange(on.db, (db) => db.deleteFrom('project_staff').where('user_id', '=', petar.userId).execute())

    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectId, user_id: mila.userId, role: 'auditor' })
      .execute()
    const manager = (who: Member) => () => changeManager(on.as(nora), { projectId, userId: who.userId })
    expect(await told(manager(petar))).toEqual([1, 1, 0])
    expect(await waits(mila)).toEqual(no)
    // She is neither the old one nor the new.
    expect(await told(manager(on.cast.victor))).toEqual([1, 1, 1])
    expect(await told(manager(mila))).toEqual([1, 0, 1])
  })

  it('[A17] [F1] by who is frozen and thawed, to their lists and to open pages of what they review as well', async () => {
    const { mila, petar, nora, projectOfRila } = on.cast
    await audits(petar)
    const pages = async () => (await toldOn(on, `project:${projectOfRila}/readers`)).length
    for (const [frozen, hers] of [
      ['read_only', yes],
      [null, no],
      ['off', yes],
      [null, no],
    ] as const) {
      const before = await pages()
      const freeze = () => freezeStaff(on.as(nora), petar.userId, { frozen, lastDay: null })
      expect(await told(freeze)).toEqual([1, 1, 0])
      expect([await pages(), await waits(mila)]).toEqual([before + 1, hers])
    }
  })
})
