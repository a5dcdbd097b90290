import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { NAMES } from '#db/testing/names.ts'
import { NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { createTask } from './create-task.ts'
import { createTaskForm } from './forms.ts'
import { listTasks } from './list-tasks.ts'
import { findTakers } from './find-takers.ts'
import { readTask } from './queries.ts'
import { happenedOn, toldOn } from './testing/told.ts'

let on: TestPortal
let taskId: string
beforeEach(async () => {
  on = await testPortal()
  taskId = on.cast.taskOfRila
})
afterEach(() => on.close())

const open = (who: Member, id = taskId) => look(on.as(who), (here) => readTask(here, id))
const list = (who: Member) => look(on.as(who), (here) => listTasks(here, on.cast.projectOfRila, new URLSearchParams()))
const create = (who: Member, form: object) =>
  createTask(on.as(who), createTaskForm.parse({ projectId: on.cast.projectOfRila, title: 'Paint the hall', ...form }))

describe('createTask', () => {
  it('[B5] staff make a task with a short random reference, for staff or a contact of the counterparty', async () => {
    const { mila, ana, claire } = on.cast
    const made = await create(mila, { assignee: `grant:${ana.grantId}`, dueOn: '2027-01-31', priority: 'urgent' })
    expect((await open(ana, made.taskId)).task).toMatchObject({
      status: 'new',
      dueOn: '2027-01-31',
      author: { name: 'Mila' },
    })
    expect((await open(ana, made.taskId)).task.ref).toMatch(/^[2-9A-Z]{6}$/)
    expect(await happenedOn(on, `task:${made.taskId}`)).toEqual([{ what: 'created' }])
    await expect(create(mila, { assignee: `grant:${claire.grantId}` })).rejects.toMatchObject({
      fields: { assignee: { key: 'not_offered' } },
    })
  })

  it('[B5] [B6] who made a task is marked among its people, and among those who can be added, whatever else they are in it', async () => {
    const { mila, ana } = on.cast
    const { taskId: made } = await create(mila, { assignee: `staff:${mila.userId}` })
    const marked = (people: readonly { name: string; isAuthor: boolean }[]) =>
      people.filter(({ isAuthor }) => isAuthor).map(({ name }) => name)
    const { people } = (await open(mila, made)).task
    expect(people.map(({ name, role }) => [name, role])).toEqual([['Mila', 'assignee']])
    expect(marked(people)).toEqual(['Mila'])
    expect(marked(await look(on.as(mila), (here) => findTakers(here, made, '')))).toEqual(['Mila'])
    const theirs = await create(ana, { assignee: `staff:${mila.userId}` })
    expect(marked(await look(on.as(mila), (here) => findTakers(here, theirs.taskId, '')))).toEqual(['Ana'])
  })

  it.each(NAMES)('[B5] keeps a title as it was typed, and is found by it: %s', async (title) => {
    const { mila, ana, projectOfRila } = on.cast
    const { taskId: made } = await create(ana, { title, assignee: `staff:${mila.userId}` })
    expect((await open(mila, made)).task.title).toBe(title)
    const q = Array.from(title).slice(0, 12).join('')
    const found = await look(on.as(mila), (here) => listTasks(here, projectOfRila, new URLSearchParams({ q })))
    expect(found.tasks.map((task) => task.title)).toEqual([title])
  })

  it('[B3] an external’s task goes to a client-manager or who answers for them, and to no one else', async () => {
    const { ana, mila, petar } = on.cast
    const made = await create(ana, { assignee: `staff:${mila.userId}`, dueOn: '2027-01-31' })
    expect((await open(ana, made.taskId)).task).toMatchObject({ dueOn: null, author: { accountName: 'Rila Hotels' } })
    for (const other of [petar.userId, on.cast.nora.userId])
      await expect(create(ana, { assignee: `staff:${other}` })).rejects.toMatchObject({
        fields: { assignee: { key: 'not_offered' } },
      })
    await expect(create(ana, {})).rejects.toMatchObject({ fields: { assignee: { key: 'required' } } })
  })

  it('[F9] [B2] staff may write it as a draft or hide it from the counterparty; an external’s form does neither', async () => {
    const { mila, ana, vera, projectOfRila } = on.cast
    await rearrange(on.db, (db) =>
      db.updateTable('projects').set({ counterparty_sees_tasks: true }).where('id', '=', projectOfRila).execute(),
    )
    const draft = await create(mila, { assignee: `grant:${ana.grantId}`, draft: 'yes', startsOn: '2027-01-02' })
    await expect(open(ana, draft.taskId)).rejects.toBeInstanceOf(NotFound)
    expect((await open(mila, draft.taskId)).task).toMatchObject({ status: 'draft', startsOn: '2027-01-02' })
    expect(await toldOn(on, `grant:${ana.grantId}`)).toEqual([])
    const hidden = await create(mila, { hidden: 'yes' })
    await expect(open(vera, hidden.taskId)).rejects.toBeInstanceOf(NotFound)
    const theirs = await create(ana, {
      assignee: `staff:${mila.userId}`,
      draft: 'yes',
      hidden: 'yes',
      startsOn: '2027-01-02',
    })
    expect((await open(vera, theirs.taskId)).task).toMatchObject({ status: 'new', startsOn: null })
  })

  it('[B3] a project without anybody to take it says so', async () => {
    const { ana, projectOfRila } = on.cast
    await rearrange(on.db, async (db) => {
      await db.deleteFrom('project_staff').where('project_id', '=', projectOfRila).execute()
      await db.updateTable('grants').set({ answers_id: null }).where('id', '=', ana.grantId).execute()
    })
    await expect(create(ana, {})).rejects.toMatchObject({ fields: { '': { key: 'nobody_takes_tasks' } } })
  })

  it('[B1] who only has tasks in a project makes none in it', async () => {
    const { claire, mila } = on.cast
    await expect(create(claire, {})).rejects.toBeInstanceOf(NotFound)
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskId, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
      .execute()
    await expect(create(claire, { assignee: `staff:${mila.userId}` })).rejects.toMatchObject({
      words: { key: 'project_not_yours' },
    })
  })

  it('[B2] nobody outside hears of a task they are not in', async () => {
    const { mila, ana, projectOfRila } = on.cast
    const made = await create(mila, {})
    expect(await toldOn(on, `grant:${ana.grantId}`)).toEqual([])
    expect(await toldOn(on, `project:${projectOfRila}`)).toEqual([])
    await expect(open(ana, made.taskId)).rejects.toBeInstanceOf(NotFound)
    expect((await list(ana)).tasks.map(({ id }) => id)).toEqual([taskId])
    expect((await list(mila)).tasks).toHaveLength(2)
  })
})

describe('forms', () => {
  it('[S6] what a form does not know is dropped, and every field has bounds', () => {
    expect(createTaskForm.parse({ projectId: taskId, title: ' x ', status: 'done', version: 9 })).toEqual({
      projectId: taskId,
      title: 'x',
      description: '',
      priority: 'normal',
      startsOn: null,
      dueOn: null,
      assignee: '',
    })
    expect(createTaskForm.safeParse({ projectId: taskId, title: 'x'.repeat(301) }).success).toBe(false)
    expect(createTaskForm.safeParse({ projectId: taskId, title: 'x', dueOn: '2027-02-30' }).success).toBe(false)
  })
})
