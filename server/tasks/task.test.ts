import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addItem } from './add-item.ts'
import { createTask } from './create-task.ts'
import { deleteTask } from './delete-task.ts'
import { editTask } from './edit-task.ts'
import { createTaskForm, editTaskForm } from './forms.ts'
import { hideTask } from './hide-task.ts'
import { readTask } from './queries.ts'
import { removeItem } from './remove-item.ts'
import { happenedOn, toldOn, versionOf } from './testing/told.ts'
import { tickItem } from './tick-item.ts'

let on: TestPortal
let taskId: string
beforeEach(async () => {
  on = await testPortal()
  taskId = on.cast.taskOfRila
})
afterEach(() => on.close())

const open = (who: Member, id = taskId) => look(on.as(who), (here) => readTask(here, id))
const edit = (who: Member, form: object) =>
  editTask(
    on.as(who),
    editTaskForm.parse({ taskId, version: 1, title: 'Tiles', description: '', priority: 'normal', ...form }),
  )
const create = (who: Member, form: object) =>
  createTask(on.as(who), createTaskForm.parse({ projectId: on.cast.projectOfRila, title: 'Paint the hall', ...form }))

describe('editTask', () => {
  it('[B5] staff change title, description, priority and date; each stands in the feed', async () => {
    await edit(on.cast.mila, {
      title: 'Tiles for both pools',
      description: '**Blue**',
      priority: 'high',
      dueOn: '2027-03-01',
    })
    expect((await open(on.cast.ana)).task).toMatchObject({
      title: 'Tiles for both pools',
      dueOn: '2027-03-01',
      priority: 'high',
      version: 2,
    })
    expect(await happenedOn(on, `task:${taskId}`)).toEqual([
      { what: 'edited', to: 'title' },
      { what: 'edited', to: 'description' },
      { what: 'priority', from: 'normal', to: 'high' },
      { what: 'due', from: null, to: '2027-03-01' },
    ])
  })

  it('[B5] of two who edit one text the second is told, and nothing is overwritten', async () => {
    const edits = await Promise.allSettled([
      edit(on.cast.mila, { title: 'One' }),
      edit(on.cast.adam, { title: 'Other' }),
    ])
    expect(edits.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(edits.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(Conflict)
  })

  it('[B5] an external edits their own while New, and never its date', async () => {
    const { ana, taskOfRila } = on.cast
    await expect(edit(ana, {})).rejects.toMatchObject({ words: { key: 'not_yours_or_not_new' } })
    await rearrange(on.db, (db) =>
      db
        .updateTable('tasks')
        .set({ author_id: ana.userId, author_grant_id: ana.grantId })
        .where('id', '=', taskOfRila)
        .execute(),
    )
    await edit(ana, { title: 'Tiles, please', dueOn: '2027-03-01' })
    expect((await open(ana)).task).toMatchObject({ title: 'Tiles, please', dueOn: null })
    await on.db.updateTable('tasks').set({ status: 'in_progress' }).where('id', '=', taskOfRila).execute()
    await expect(edit(ana, { version: 2 })).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('checklist', () => {
  it('[B5] externals tick; only who may edit adds and removes', async () => {
    const { mila, boris } = on.cast
    await addItem(on.as(mila), { taskId, text: 'Order samples' })
    await addItem(on.as(mila), { taskId, text: 'Choose the grout' })
    const [first, second] = (await open(boris)).task.checklist.map(({ id }) => id)
    if (!first || !second) throw new Error('two items were added')
    await tickItem(on.as(boris), { taskId, itemId: first, done: 'yes' })
    await tickItem(on.as(boris), { taskId, itemId: first, done: 'yes' })
    await expect(addItem(on.as(boris), { taskId, text: 'Mine' })).rejects.toBeInstanceOf(NotAllowed)
    await expect(removeItem(on.as(boris), { taskId, itemId: second })).rejects.toBeInstanceOf(NotAllowed)
    await removeItem(on.as(mila), { taskId, itemId: second })
    expect((await open(boris)).task.checklist).toEqual([{ id: first, text: 'Order samples', done: true }])
    const facts = await toldOn(on, `task:${taskId}`)
    expect(facts.filter(({ fact }) => fact === 'checklist.ticked')).toEqual([
      { fact: 'checklist.ticked', data: { itemId: first, done: true } },
    ])
  })

  it('[B2] an item of another task is not reached through one of one’s own', async () => {
    const { mila, ana } = on.cast
    const { taskId: other } = await create(mila, {})
    await addItem(on.as(mila), { taskId: other, text: 'Hidden' })
    const item = await on.db.selectFrom('checklist_items').select('id').executeTakeFirstOrThrow()
    await expect(tickItem(on.as(ana), { taskId, itemId: item.id, done: 'yes' })).rejects.toBeInstanceOf(NotFound)
    await expect(tickItem(on.as(ana), { taskId: other, itemId: item.id, done: 'yes' })).rejects.toBeInstanceOf(NotFound)
  })
})

describe('hideTask', () => {
  it('[B2] a hidden task leaves the counterparty but not those who were added by name; the feed they see says nothing', async () => {
    const { mila, vera, ana, projectOfRila } = on.cast
    await rearrange(on.db, (db) =>
      db.updateTable('projects').set({ counterparty_sees_tasks: true }).where('id', '=', projectOfRila).execute(),
    )
    expect((await open(vera)).task.sharing).toBeNull()
    const before = await versionOf(on)
    await hideTask(on.as(mila), { taskId, hidden: 'yes', agreed: [] })
    expect(await versionOf(on)).toBeGreaterThan(before)
    await expect(open(vera)).rejects.toBeInstanceOf(NotFound)
    expect((await open(ana)).task.id).toBe(taskId)
    expect(await happenedOn(on, `task:${taskId}`)).toEqual([])
    expect(await happenedOn(on, `task:${taskId}/team`)).toEqual([{ what: 'hidden' }])
    expect(await toldOn(on, `grant:${vera.grantId}`)).toHaveLength(1)
    await expect(hideTask(on.as(ana), { taskId, hidden: 'no', agreed: [] })).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('deleteTask', () => {
  it('[B4] an auditor deletes a task, and nothing of it is left', async () => {
    const { petar, mila, ana, taskOfRila } = on.cast
    await addItem(on.as(mila), { taskId, text: 'Secret' })
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: petar.userId, role: 'participant' })
      .execute()
    await expect(deleteTask(on.as(petar), { taskId })).rejects.toMatchObject({ words: { key: 'not_task_closer' } })
    await expect(deleteTask(on.as(ana), { taskId })).rejects.toMatchObject({ words: { key: 'staff_only' } })
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: petar.userId, role: 'auditor' })
      .execute()
    await deleteTask(on.as(petar), { taskId })
    await expect(open(mila)).rejects.toBeInstanceOf(NotFound)
    expect(await on.db.selectFrom('feed_entries').selectAll().execute()).toEqual([])
    expect((await toldOn(on, `grant:${ana.grantId}`)).at(-1)).toEqual({
      fact: 'tasks.changed',
      data: { projectId: on.cast.projectOfRila },
    })
  })
})
