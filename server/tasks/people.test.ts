import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, rearrange, type Member } from '#db/testing/cast.ts'
import { Invalid, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addPeople } from './add-people.ts'
import { changeRole } from './change-role.ts'
import { findTakers } from './find-takers.ts'
import { addPeopleForm, type AddPeople } from './forms.ts'
import { moveTask } from './move-task.ts'
import { readTask } from './queries.ts'
import { removePerson } from './remove-person.ts'
import { happenedOn, toldOn, versionOf } from './testing/told.ts'

let on: TestPortal
let taskId: string
beforeEach(async () => {
  on = await testPortal()
  taskId = on.cast.taskOfRila
})
afterEach(() => on.close())

const add = (who: Member, people: Member[], more: Partial<AddPeople> = {}) =>
  addPeople(on.as(who), { taskId, people: people.map(keyOf), role: 'participant', agreed: [], ...more })
const open = (who: Member) => look(on.as(who), (here) => readTask(here, taskId))
const rolesOf = async (who: Member) => {
  const rows = await on.db.selectFrom('task_people').select(['role', 'user_id']).where('task_id', '=', taskId).execute()
  return rows.filter((row) => row.user_id === who.userId).map(({ role }) => role)
}

describe('addPeople', () => {
  it('[B5] says to choose somebody where nobody is ticked', () => {
    const form = new FormData()
    form.set('taskId', taskId)
    form.set('role', 'participant')
    expect(() => readForm(addPeopleForm, form)).toThrow(
      expect.objectContaining({ fields: { people: { key: 'nobody_chosen' } } }),
    )
  })

  it('[B2] who is added sees the task from then on, without a rule being changed', async () => {
    const { mila, vera } = on.cast
    await expect(open(vera)).rejects.toBeInstanceOf(NotFound)
    const before = await versionOf(on)
    expect(await add(mila, [vera])).toBeNull()
    expect(await versionOf(on)).toBe(before)
    expect((await open(vera)).task.people.map(({ name }) => name)).toEqual(['Ana', 'Boris', 'Vera', 'Mila'])
    expect(await toldOn(on, `grant:${vera.grantId}`)).toHaveLength(1)
    expect(await happenedOn(on, `task:${taskId}`)).toEqual([
      { what: 'people_added', people: [vera.userId], to: 'participant' },
    ])
  })

  it('[B5] several at once, and those who are there already are left as they are', async () => {
    const { mila, ana, vera, petar } = on.cast
    await add(mila, [ana, vera, petar])
    expect(await rolesOf(ana)).toEqual(['assignee'])
    expect(await happenedOn(on, `task:${taskId}`)).toMatchObject([{ people: [vera.userId, petar.userId] }])
  })

  it('[B2] people of a second account come only after it was asked, naming who will read whom', async () => {
    const { mila, claire, corvin, rila } = on.cast
    const question = await add(mila, [claire])
    expect(question).toMatchObject({
      newcomers: [{ name: 'Claire', accountName: 'Maison Corvin' }],
      readers: [
        { name: 'Ana', accountName: 'Rila Hotels' },
        { name: 'Boris', accountName: 'Rila Hotels' },
      ],
    })
    expect(new Set(question?.accounts)).toEqual(new Set([corvin, rila]))
    await expect(open(claire)).rejects.toBeInstanceOf(NotFound)
    expect(await add(mila, [claire], { agreed: [corvin] })).not.toBeNull()
    expect(await add(mila, [claire], { agreed: question?.accounts ?? [] })).toBeNull()
    expect((await open(claire)).task.id).toBe(taskId)
  })

  it('[B2] where the counterparty sees all tasks, its people count as readers', async () => {
    const { mila, claire, projectOfRila } = on.cast
    await rearrange(on.db, async (db) => {
      await db.deleteFrom('task_people').where('task_id', '=', taskId).execute()
      await db.updateTable('projects').set({ counterparty_sees_tasks: true }).where('id', '=', projectOfRila).execute()
    })
    const question = await add(mila, [claire])
    expect(question?.readers.map(({ name }) => name)).toEqual(['Ana', 'Boris', 'Vera'])
  })

  it('[B4] an external is made auditor neither by the server nor by the database', async () => {
    const { mila, vera } = on.cast
    await expect(add(mila, [vera], { role: 'auditor' })).rejects.toMatchObject({
      fields: { role: { key: 'auditor_is_external' } },
    })
    const insert = (grant_id: string | null) =>
      on.db
        .insertInto('task_people')
        .values({ task_id: taskId, user_id: vera.userId, grant_id, role: 'auditor' })
        .execute()
    await expect(insert(null)).rejects.toMatchObject({ code: 'PG004' })
    await expect(insert(vera.grantId)).rejects.toMatchObject({
      code: expect.stringMatching(/^(PG004|23514)$/) as string,
    })
    expect(await rolesOf(vera)).toEqual([])
    await add(mila, [on.cast.petar], { role: 'auditor' })
    expect(await rolesOf(on.cast.petar)).toEqual(['auditor'])
  })

  it('[A20] people are changed by manager, client-managers and auditors; not by who is only in it, not by externals', async () => {
    const { ana, petar, adam, vera, mila } = on.cast
    await expect(add(ana, [vera])).rejects.toMatchObject({ words: { key: 'staff_only' } })
    await expect(add(adam, [vera])).rejects.toMatchObject({ words: { key: 'not_task_manager' } })
    await expect(add(petar, [vera])).rejects.toBeInstanceOf(NotFound)
    await add(mila, [petar])
    await expect(add(petar, [vera])).rejects.toBeInstanceOf(NotAllowed)
    await add(mila, [petar], { role: 'auditor' })
    await add(petar, [vera])
    expect(await rolesOf(vera)).toEqual(['participant'])
  })

  it('[A5] a grant that ended cannot be added', async () => {
    const { mila, vera } = on.cast
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', vera.grantId).execute(),
    )
    await expect(add(mila, [vera])).rejects.toMatchObject({ fields: { people: { key: 'person_gone' } } })
  })

  it('[B5] one task has one assignee: who had it stays as a participant', async () => {
    const { mila, ana, vera } = on.cast
    await add(mila, [vera], { role: 'assignee' })
    expect([await rolesOf(ana), await rolesOf(vera)]).toEqual([['participant'], ['assignee']])
    await expect(moveTask(on.as(ana), { taskId, from: 'new', to: 'in_progress' })).rejects.toMatchObject({
      words: { key: 'not_assignee' },
    })
    await expect(add(mila, [ana, vera], { role: 'assignee' })).rejects.toBeInstanceOf(Invalid)
  })
})

describe('the lists a task stands in', () => {
  const timesTold = async (who: Member) =>
    (await toldOn(on, keyOf(who))).filter(({ fact }) => fact === 'tasks.changed').length

  it('[F1] hear of another assignee, all of them, and of participants each their own', async () => {
    const { mila, ana, boris, vera } = on.cast
    const told = () => Promise.all([mila, ana, boris, vera].map(timesTold))
    await add(mila, [vera])
    expect(await told()).toEqual([0, 0, 0, 1])
    await removePerson(on.as(mila), { taskId, person: keyOf(boris) })
    expect(await told()).toEqual([0, 0, 1, 1])
    await add(mila, [vera], { role: 'assignee' })
    expect(await told()).toEqual([1, 1, 1, 2])
    await removePerson(on.as(mila), { taskId, person: keyOf(vera) })
    expect(await told()).toEqual([2, 2, 1, 3])
  })

  it('[F1] hear of another role, all of them, where it is or was the assignee’s, and else their own', async () => {
    const { mila, ana, boris, petar } = on.cast
    await add(mila, [petar])
    const told = () => Promise.all([mila, ana, boris, petar].map(timesTold))
    const make = (who: Member, role: 'assignee' | 'participant' | 'auditor') =>
      changeRole(on.as(mila), { taskId, person: keyOf(who), role })
    expect(await told()).toEqual([0, 0, 0, 1])
    await make(petar, 'auditor')
    expect(await rolesOf(petar)).toEqual(['auditor'])
    expect(await told()).toEqual([0, 0, 0, 2])
    await make(boris, 'assignee')
    expect(await told()).toEqual([1, 1, 1, 3])
    await make(boris, 'participant')
    expect(await told()).toEqual([2, 2, 2, 4])
  })
})

describe('removePerson', () => {
  it('[B2] who is removed has lost the task when Saved is read, and hears it on their own stream only', async () => {
    const { mila, boris } = on.cast
    expect((await open(boris)).task.id).toBe(taskId)
    const before = await versionOf(on)
    await removePerson(on.as(mila), { taskId, person: keyOf(boris) })
    expect(await versionOf(on)).toBeGreaterThan(before)
    await expect(open(boris)).rejects.toBeInstanceOf(NotFound)
    expect((await toldOn(on, keyOf(boris))).map(({ fact }) => fact)).toEqual(['tasks.changed'])
    const change = await on.db
      .selectFrom('policy_changes')
      .selectAll()
      .orderBy('version', 'desc')
      .executeTakeFirstOrThrow()
    expect(change).toMatchObject({ reach: 'task', reach_id: taskId })
    expect(await on.db.selectFrom('audit_entries').select('what').execute()).toEqual([{ what: 'task.person_removed' }])
  })

  it('[B2] nobody but those who may changes anything', async () => {
    const { ana, boris } = on.cast
    await expect(removePerson(on.as(ana), { taskId, person: keyOf(boris) })).rejects.toBeInstanceOf(NotAllowed)
    expect(await rolesOf(boris)).toEqual(['participant'])
  })
})

describe('changeRole', () => {
  it('[B4] an external who takes part is refused as auditor, with the reason', async () => {
    const { mila, boris } = on.cast
    await expect(changeRole(on.as(mila), { taskId, person: keyOf(boris), role: 'auditor' })).rejects.toMatchObject({
      fields: { role: { key: 'auditor_is_external' } },
    })
    expect(await rolesOf(boris)).toEqual(['participant'])
  })

  it('[B5] assignee and participant change places', async () => {
    const { mila, ana, boris } = on.cast
    await changeRole(on.as(mila), { taskId, person: keyOf(boris), role: 'assignee' })
    expect([await rolesOf(ana), await rolesOf(boris)]).toEqual([['participant'], ['assignee']])
    await changeRole(on.as(mila), { taskId, person: keyOf(boris), role: 'participant' })
    expect(await rolesOf(boris)).toEqual(['participant'])
  })
})

describe('findTakers', () => {
  it('[B5] offers staff and contacts with a live grant, those of the project first; to who may change people only', async () => {
    const { mila, ana } = on.cast
    const found = await look(on.as(mila), (here) => findTakers(here, taskId, ''))
    expect(found.slice(0, 5).map(({ name }) => name)).toEqual(['Mila', 'Ana', 'Boris', 'Jonas', 'Vera'])
    expect(found.find(({ name }) => name === 'Ana')).toMatchObject({
      there: true,
      kind: 'client',
      accountName: 'Rila Hotels',
    })
    expect(found.filter(({ ofProject }) => ofProject).map(({ name }) => name)).toEqual([
      'Mila',
      'Ana',
      'Boris',
      'Jonas',
      'Vera',
    ])
    expect(found.find(({ name }) => name === 'Claire')?.ofProject).toBe(false)
    expect((await look(on.as(mila), (here) => findTakers(here, taskId, 'corvin'))).map(({ name }) => name)).toEqual([
      'Claire',
    ])
    await expect(look(on.as(ana), (here) => findTakers(here, taskId, ''))).rejects.toBeInstanceOf(NotAllowed)
  })

  it('[A17] offers nobody who is turned off, until the day on which that ends', async () => {
    const { mila, petar } = on.cast
    const isOffered = async () =>
      (await look(on.as(mila), (here) => findTakers(here, taskId, ''))).some(({ name }) => name === 'Petar')
    const off = (until: Date | null) =>
      rearrange(on.db, (db) =>
        db.updateTable('users').set({ frozen: 'off', frozen_until: until }).where('id', '=', petar.userId).execute(),
      )
    expect(await isOffered()).toBe(true)
    await off(null)
    expect(await isOffered()).toBe(false)
    await off(new Date(Date.now() - 1000))
    expect(await isOffered()).toBe(true)
  })
})
