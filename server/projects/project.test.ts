import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { Conflict, NotAllowed, NotFound } from '#server/platform/errors.ts'
import { look } from '#server/platform/look.ts'
import { readTask } from '#server/tasks/queries.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { addStaff } from './add-staff.ts'
import { editProject } from './edit-project.ts'
import { editProjectForm } from './forms.ts'
import { listProjects } from './list-projects.ts'
import { readProject } from './queries.ts'
import { removeStaff } from './remove-staff.ts'
import { shareTasks } from './share-tasks.ts'

let on: TestPortal
let projectId: string
beforeEach(async () => {
  on = await testPortal()
  projectId = on.cast.projectOfRila
})
afterEach(() => on.close())

const open = (who: Member) => look(on.as(who), (here) => readProject(here, projectId))
const list = (who: Member, query = '') => look(on.as(who), (here) => listProjects(here, new URLSearchParams(query)))
const openTask = (who: Member) => look(on.as(who), (here) => readTask(here, on.cast.taskOfRila))
const edit = (who: Member, form: object = {}) =>
  editProject(
    on.as(who),
    editProjectForm.parse({ projectId, version: 1, name: 'Rila spa', description: '', status: 'active', ...form }),
  )

describe('projects', () => {
  it('[B1] the counterparty sees the project and its people; somebody with a task in it its name and that task; others nothing', async () => {
    const { vera, claire, jonas, taskOfRila } = on.cast
    expect(await open(vera)).toMatchObject({
      project: {
        name: 'Rila spa',
        inside: {
          account: { name: 'Rila Hotels' },
          manager: { name: 'Mila' },
          staff: [{ name: 'Mila', roles: ['client_manager'] }],
        },
        sharing: null,
      },
      counts: {},
    })
    for (const who of [claire, jonas]) {
      await expect(open(who)).rejects.toBeInstanceOf(NotFound)
      expect((await list(who)).projects).toEqual([])
      await on.db
        .insertInto('task_people')
        .values({ task_id: taskOfRila, user_id: who.userId, grant_id: who.grantId, role: 'participant' })
        .execute()
      expect(await open(who)).toMatchObject({
        project: { name: 'Rila spa', inside: null, sharing: null },
        counts: { new: 1 },
      })
      expect((await list(who)).projects).toEqual([
        { id: projectId, name: 'Rila spa', inside: null, tasks: { open: 1, done: 0, all: 1 }, unread: false },
      ])
    }
  })

  it('[B1] what is masked is not found by searching or filtering for it either', async () => {
    const { claire, vera, taskOfRila } = on.cast
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
      .execute()
    for (const query of ['status=active', 'q=rila+hotels']) {
      expect((await list(claire, query)).projects).toEqual([])
      expect((await list(vera, query)).projects).toHaveLength(1)
    }
    expect((await list(claire, 'q=spa&sort=ends')).projects).toHaveLength(1)
  })

  it('[B2] tasks are counted for each viewer by what they may see', async () => {
    const { mila, ana, vera } = on.cast
    await on.db
      .insertInto('tasks')
      .values({ ref: 'DONE01', project_id: projectId, title: 'x', status: 'done', author_id: mila.userId })
      .execute()
    expect((await list(mila)).projects[0]?.tasks).toEqual({ open: 1, done: 1, all: 2 })
    expect((await list(ana)).projects[0]?.tasks).toEqual({ open: 1, done: 0, all: 1 })
    expect((await list(vera)).projects[0]?.tasks).toEqual({ open: 0, done: 0, all: 0 })
    expect((await open(ana)).counts).toEqual({ new: 1 })
  })

  it('[B9] its manager changes it, live for those who see it; the second of two is told', async () => {
    const { mila, ana, petar } = on.cast
    await edit(mila, { name: 'Rila spa and pool', status: 'on_hold', startsOn: '2026-01-01', endsOn: '2027-01-01' })
    expect((await open(ana)).project).toMatchObject({
      name: 'Rila spa and pool',
      inside: { status: 'on_hold', endsOn: '2027-01-01' },
    })
    await expect(edit(mila)).rejects.toBeInstanceOf(Conflict)
    await expect(edit(petar, { version: 2 })).rejects.toMatchObject({ words: { key: 'not_project_manager' } })
    await expect(edit(ana, { version: 2 })).rejects.toBeInstanceOf(NotAllowed)
    const events = await on.db
      .selectFrom('events')
      .select(['fact', 'data'])
      .where('stream', '=', `project:${projectId}`)
      .execute()
    expect(events).toEqual([{ fact: 'project.edited', data: {} }])
    expect(
      editProjectForm.safeParse({
        projectId,
        version: 1,
        name: 'x',
        description: '',
        status: 'active',
        startsOn: '2027-01-02',
        endsOn: '2027-01-01',
      }).success,
    ).toBe(false)
  })

  it('[B2] a project shared with its counterparty opens all its tasks to it, and closes them again', async () => {
    const { mila, vera, claire } = on.cast
    await expect(openTask(vera)).rejects.toBeInstanceOf(NotFound)
    await shareTasks(on.as(mila), { projectId, shared: 'yes', agreed: [] })
    expect((await openTask(vera)).task.title).toBe('Tiles for the pool')
    await expect(openTask(claire)).rejects.toBeInstanceOf(NotFound)
    await shareTasks(on.as(mila), { projectId, shared: 'no', agreed: [] })
    await expect(openTask(vera)).rejects.toBeInstanceOf(NotFound)
    await expect(shareTasks(on.as(vera), { projectId, shared: 'yes', agreed: [] })).rejects.toBeInstanceOf(NotAllowed)
  })

  it('[B4] no external comes into a project’s staff: refused by the server and by the database', async () => {
    const { mila, vera } = on.cast
    const form = { projectId, userId: vera.userId, role: 'auditor' as const }
    await expect(addStaff(on.as(mila), form)).rejects.toMatchObject({
      fields: { role: { key: 'auditor_is_external' } },
    })
    const insert = on.db
      .insertInto('project_staff')
      .values({ project_id: projectId, user_id: vera.userId, role: 'auditor' })
      .execute()
    await expect(insert).rejects.toMatchObject({ code: 'PG004' })
  })

  it('[A20] a member sees a project’s tasks while in its team, and has lost them when the removal is saved', async () => {
    const { mila, petar } = on.cast
    await expect(openTask(petar)).rejects.toBeInstanceOf(NotFound)
    await addStaff(on.as(mila), { projectId, userId: petar.userId, role: 'team' })
    expect((await openTask(petar)).task.title).toBe('Tiles for the pool')
    await expect(addStaff(on.as(petar), { projectId, userId: petar.userId, role: 'auditor' })).rejects.toBeInstanceOf(
      NotAllowed,
    )
    await removeStaff(on.as(mila), { projectId, userId: petar.userId, role: 'team' })
    await expect(openTask(petar)).rejects.toBeInstanceOf(NotFound)
  })
})
