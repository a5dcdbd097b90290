import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { NotAllowed, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { createTask } from '#server/tasks/create-task.ts'
import { createTaskForm } from '#server/tasks/forms.ts'
import { readTask } from '#server/tasks/queries.ts'
import { toldOn, versionOf } from '#server/tasks/testing/told.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { changeManager } from './change-manager.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { createProjectForm } from './forms.ts'
import { listProjects } from './list-projects.ts'
import { readNewProject } from './new-project.ts'
import { readProject } from './queries.ts'

let on: TestPortal
beforeEach(async () => void (on = await testPortal()))
afterEach(() => on.close())

const make = (who: Member, form: object = {}) =>
  createProject(
    on.as(who),
    createProjectForm.parse({ name: 'Sauna', accountId: on.cast.rila, managerId: on.cast.mila.userId, ...form }),
  )
const open = (who: Member, projectId: string) => look(on.as(who), (here) => readProject(here, projectId))
const names = async (who: Member) =>
  (await look(on.as(who), (here) => listProjects(here, new URLSearchParams()))).projects.map(({ name }) => name)

/** 200 characters each, in scripts that were broken somewhere before. */
const NAMES = ['Отопление в Банско ', 'عيادات النور ', '🏗️👩🏽‍🔧 ', 'Long name '].map((part) =>
  part
    .repeat(200)
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')
    .trim(),
)

describe('createProject', () => {
  it('[B9] staff make it for an account, which sees it at once; no external can', async () => {
    const { mila, petar, ana, vera, claire, jonas } = on.cast
    const before = await versionOf(on)
    const { projectId } = await make(petar, { clientManagers: [mila.userId], startsOn: '2027-01-01' })
    expect(await versionOf(on)).toBe(before)
    expect((await open(vera, projectId)).project).toMatchObject({
      name: 'Sauna',
      inside: { status: 'planned', startsOn: '2027-01-01', staff: [{ name: 'Mila', roles: ['client_manager'] }] },
    })
    expect(await toldOn(on, `grant:${vera.grantId}`)).toEqual([{ fact: 'tasks.changed', data: { projectId } }])
    for (const who of [claire, jonas]) await expect(open(who, projectId)).rejects.toBeInstanceOf(NotFound)
    await expect(make(ana)).rejects.toBeInstanceOf(NotAllowed)
    const own = await make(mila, { accountId: 'own' })
    await expect(open(vera, own.projectId)).rejects.toBeInstanceOf(NotFound)
  })

  it('[B1] its form begins with nobody chosen, and says beside each account how many people would see it at once', async () => {
    const { mila, ana, boris, rila, corvin } = on.cast
    const outside = async () => {
      const { accounts } = await look(on.as(mila), readNewProject)
      return Object.fromEntries(accounts.map((one) => [one.id, one.outside]))
    }
    for (const accountId of [undefined, ''])
      expect(
        createProjectForm.safeParse({ name: 'Ours', managerId: mila.userId, accountId }).error?.issues,
      ).toMatchObject([{ path: ['accountId'], message: 'choose_one' }])
    // Ana, Boris and Vera; Jonas is a collaborator, and sees nothing by the account.
    expect(await outside()).toEqual({ [rila]: 3, [corvin]: 1 })
    await rearrange(on.db, async (db) => {
      await db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', ana.grantId).execute()
      await db.deleteFrom('grants').where('id', '=', boris.grantId).execute()
    })
    expect(await outside()).toEqual({ [rila]: 1, [corvin]: 1 })
  })

  it('[B4] nobody from outside manages it or takes its clients’ tasks', async () => {
    const { mila, ana } = on.cast
    await expect(make(mila, { managerId: ana.userId })).rejects.toMatchObject({ fields: { managerId: {} } })
    await expect(make(mila, { clientManagers: [ana.userId] })).rejects.toMatchObject({ fields: { clientManagers: {} } })
  })

  it.each(NAMES.map((name) => [name.slice(0, 8), name]))(
    '[B9] keeps a name as it was written: %s…',
    async (_, name) => {
      const { projectId } = await make(on.cast.mila, { name })
      expect((await open(on.cast.vera, projectId)).project.name).toBe(name)
      const listed = await look(on.as(on.cast.vera), (here) =>
        listProjects(here, new URLSearchParams({ q: name.split(' ')[0] ?? '', sort: 'name' })),
      )
      expect(listed.projects.map((one) => one.name)).toContain(name)
    },
  )

  it('[B9] a name of 201 characters is refused beside its field', () => {
    const read = createProjectForm.safeParse({
      name: 'x'.repeat(201),
      accountId: 'own',
      managerId: on.cast.mila.userId,
    })
    expect(read.error?.issues[0]?.path).toEqual(['name'])
  })

  it('[B3] without client-manager: staff are told, and a client whom nobody answers for gets a clear No', async () => {
    const { mila, vera, rila, petar } = on.cast
    const { projectId } = await make(mila)
    const told = async () => (await open(mila, projectId)).project.sharing?.withoutTaker
    const answeredBy = (userId: string | null, who?: Member) =>
      rearrange(on.db, async (db) => {
        const all = db.updateTable('grants').set({ answers_id: userId }).where('account_id', '=', rila)
        await (who ? all.where('user_id', '=', who.userId) : all).execute()
      })
    await answeredBy(petar.userId)
    expect(await told()).toBeNull()
    await answeredBy(null, vera)
    expect(await told()).toEqual(['Vera'])
    await answeredBy(null)
    expect(await told()).toEqual(['Ana', 'Boris', 'Vera'])
    const form = createTaskForm.parse({ projectId, title: 'A key', description: 'Three pages of text' })
    await expect(createTask(on.as(vera), form)).rejects.toMatchObject({ fields: { '': { key: 'nobody_takes_tasks' } } })
    expect(await on.db.selectFrom('tasks').select('id').where('project_id', '=', projectId).execute()).toEqual([])
    const taken = await make(mila, { clientManagers: [petar.userId] })
    expect((await open(mila, taken.projectId)).project.sharing?.withoutTaker).toBeNull()
    expect((await open(vera, projectId)).project.sharing).toBeNull()
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ suspended_at: new Date() }).where('account_id', '=', rila).execute(),
    )
    expect(await told()).toEqual([])
  })
})

describe('changeManager', () => {
  it('[A20] who managed it has lost its tasks when Saved is read; the new one has them', async () => {
    const { adam, mila, petar, ana, projectOfRila: projectId, taskOfRila } = on.cast
    const openTask = (who: Member) => look(on.as(who), (here) => readTask(here, taskOfRila))
    await rearrange(on.db, async (db) => {
      await db.deleteFrom('project_staff').execute()
      await db.updateTable('tasks').set({ author_id: adam.userId }).execute()
    })
    expect((await openTask(mila)).task.id).toBe(taskOfRila)
    await changeManager(on.as(mila), { projectId, userId: petar.userId })
    expect((await openTask(petar)).task.id).toBe(taskOfRila)
    await expect(openTask(mila)).rejects.toBeInstanceOf(NotFound)
    await expect(changeManager(on.as(petar), { projectId, userId: ana.userId })).rejects.toMatchObject({
      fields: { userId: { key: 'manager_is_external' } },
    })
    await expect(changeManager(on.as(mila), { projectId, userId: mila.userId })).rejects.toBeInstanceOf(NotAllowed)
  })
})

describe('deleteProject', () => {
  it('[B4] [A20] by its manager, after its name was typed: with its tasks and every word in them', async () => {
    const { mila, petar, ana, vera, projectOfRila: projectId, taskOfRila } = on.cast
    const say = (stream: string) =>
      on.db
        .insertInto('feed_entries')
        .values({ stream, seq: 1, author_id: mila.userId, sent_id: crypto.randomUUID(), body: 'canary' })
        .execute()
    for (const stream of [`task:${taskOfRila}`, `task:${taskOfRila}/team`, `project:${projectId}/inside`])
      await say(stream)
    await on.db
      .insertInto('project_updates')
      .values({ project_id: projectId, author_id: mila.userId, sent_id: crypto.randomUUID(), body: 'canary' })
      .execute()
    await expect(deleteProject(on.as(petar), { projectId, name: 'Rila spa' })).rejects.toMatchObject({
      words: { key: 'not_project_closer' },
    })
    await expect(deleteProject(on.as(vera), { projectId, name: 'Rila spa' })).rejects.toBeInstanceOf(NotAllowed)
    await expect(deleteProject(on.as(mila), { projectId, name: 'rila' })).rejects.toMatchObject({
      fields: { name: { key: 'name_differs' } },
    })
    expect(await names(ana)).toEqual(['Rila spa'])
    await deleteProject(on.as(mila), { projectId, name: 'Rila spa' })
    expect(await names(ana)).toEqual([])
    await expect(open(vera, projectId)).rejects.toBeInstanceOf(NotFound)
    for (const table of ['tasks', 'feed_entries', 'project_updates'] as const)
      expect(await on.db.selectFrom(table).select('id').execute()).toEqual([])
    expect((await toldOn(on, `grant:${ana.grantId}`)).map(({ fact }) => fact)).toEqual(['tasks.changed'])
  })
})

describe('the page of a project', () => {
  it('[A5] of its client’s people staff see also whose access is suspended; nobody else does', async () => {
    const { mila, vera, ana, rila } = on.cast
    const { projectId } = await make(mila)
    const suspend = (at: Date | null, who?: Member) =>
      rearrange(on.db, async (db) => {
        const all = db.updateTable('grants').set({ suspended_at: at }).where('account_id', '=', rila)
        await (who ? all.where('user_id', '=', who.userId) : all).execute()
      })
    await suspend(null)
    const seen = async (who: Member) => (await open(who, projectId)).project.sharing?.suspended
    expect(await seen(mila)).toEqual([])
    await suspend(new Date(), ana)
    expect(await seen(mila)).toEqual([{ id: ana.userId, name: 'Ana' }])
    expect(await seen(vera)).toBeUndefined()
    await suspend(null)
  })
})
