import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { toldOf } from '#db/testing/told.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { deleteUpdate } from './delete-update.ts'
import { listProjects } from './list-projects.ts'
import { postUpdate } from './post-update.ts'
import { readUpdates } from './read-updates.ts'
import { listUpdates } from './updates.ts'

let on: TestPortal
let projectId: string
beforeEach(async () => {
  on = await testPortal()
  projectId = on.cast.projectOfRila
})
afterEach(() => on.close())

const post = (who: Member, body = 'The pool is full') => {
  const audience = [on.cast.ana, on.cast.boris, on.cast.vera].map(({ userId }) => userId)
  return postUpdate(on.as(who), { projectId, sentId: randomUUID(), body, audience })
}
const updates = (who: Member) => look(on.as(who), (here) => listUpdates(here, projectId, new URLSearchParams()))
const read = async (who: Member) => {
  const [newest] = (await updates(who)).updates
  await readUpdates(on.as(who), { projectId, updateId: newest?.id ?? randomUUID() })
}
/** Whether it is marked in their list of projects and on their home page, which agree. */
const marked = async (who: Member) => {
  const { projects } = await look(on.as(who), (here) => listProjects(here, new URLSearchParams()))
  const home = (await look(on.as(who), readWaiting)).projects
  const inList = projects.find(({ id }) => id === projectId)?.unread
  expect(home.find(({ id }) => id === projectId)?.unread).toBe(inList)
  return inList
}
const told = (who: Member) => toldOf(on.db, who, 'update')

describe('an update that was not read', () => {
  it('[B9] [F5] marks its project for those in it, the writer apart, until they have read it; nobody else is troubled', async () => {
    const { mila, adam, nora, petar, ana, boris, vera } = on.cast
    await on.db
      .insertInto('project_staff')
      .values({ project_id: projectId, user_id: nora.userId, role: 'team' })
      .execute()
    expect(await marked(ana)).toBe(false)
    await post(mila)
    expect(await Promise.all([ana, boris, vera, nora].map(marked))).toEqual([true, true, true, true])
    expect(await Promise.all([mila, adam, petar].map(marked))).toEqual([false, false, false])
    await read(ana)
    expect(await Promise.all([ana, boris].map(marked))).toEqual([false, true])
    const [first] = (await updates(ana)).updates
    await post(mila, 'And warm')
    expect(await marked(ana)).toBe(true)
    // Never backwards, and one who is not in it leaves no mark.
    await read(ana)
    await readUpdates(on.as(ana), { projectId, updateId: first?.id ?? '' })
    await read(adam)
    expect(await marked(ana)).toBe(false)
    expect((await updates(boris)).unread).toHaveLength(2)
    const marks = await on.db.selectFrom('read_marks').select('user_id').where('stream', 'like', '%/updates').execute()
    expect(marks).toEqual([{ user_id: ana.userId }])
  })

  it('[F1] is told to those it is new to on their own streams by ids, and so is that it was read, or taken back', async () => {
    const { mila, adam, ana, boris, claire } = on.cast
    await post(mila)
    const news = { fact: 'update.news', data: { projectId } }
    for (const who of [ana, boris]) expect(await told(who)).toEqual([news])
    for (const who of [mila, adam, claire]) expect(await told(who)).toEqual([])
    await read(ana)
    await read(ana)
    expect(await told(ana)).toEqual([news, { fact: 'update.seen', data: { projectId } }])
    const [update] = (await updates(boris)).updates
    await deleteUpdate(on.as(mila), { projectId, updateId: update?.id ?? '' })
    expect(await told(boris)).toEqual([news, news])
    expect(await marked(boris)).toBe(false)
    await read(boris)
  })

  it('[F5] is on the home page before all others, also of a project that is not under way', async () => {
    const { mila, ana } = on.cast
    const account = on.cast.rila
    await on.db
      .insertInto('projects')
      .values(
        ['Boiler', 'Spa', 'Zinc roof'].map((name) => ({
          ref: randomUUID().slice(0, 6),
          name,
          account_id: account,
          manager_id: mila.userId,
          status: 'active' as const,
        })),
      )
      .execute()
    await rearrange(on.db, (db) =>
      db.updateTable('projects').set({ status: 'done' }).where('id', '=', projectId).execute(),
    )
    const home = async () => (await look(on.as(ana), readWaiting)).projects.map(({ id }) => id)
    expect(await home()).not.toContain(projectId)
    await post(mila)
    expect((await home())[0]).toBe(projectId)
    await read(ana)
    expect(await home()).not.toContain(projectId)
  })

  it('[A7] [A10] [B1] [S5] is nothing to whom the project itself is closed: by a task alone, by the matrix, out of days back', async () => {
    const { adam, mila, ana, vera, claire, taskOfRila } = on.cast
    await on.db
      .insertInto('task_people')
      .values({ task_id: taskOfRila, user_id: claire.userId, grant_id: claire.grantId, role: 'participant' })
      .execute()
    await post(mila)
    expect(await Promise.all([ana, vera, claire].map(marked))).toEqual([true, true, false])
    expect(await told(claire)).toEqual([])
    const [update] = (await updates(ana)).updates
    await readUpdates(on.as(claire), { projectId, updateId: update?.id ?? '' })
    expect(await told(claire)).toEqual([])
    await on.db
      .updateTable('project_updates')
      .set({ posted_at: sql<Date>`clock_timestamp() - interval '91 days'` })
      .execute()
    expect(await Promise.all([ana, vera].map(marked))).toEqual([false, true])
    await saveCell(on.as(adam), { action: 'project.read', kind: 'client', ticked: false })
    expect(await marked(vera)).toBe(false)
    const before = (await told(vera)).length
    await post(mila, 'Nobody hears of it')
    expect(await told(vera)).toHaveLength(before)
  })
})
