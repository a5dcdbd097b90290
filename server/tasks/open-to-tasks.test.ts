import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { storeEvents, streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { mayMakeTask, projectsForTask } from './open-to-tasks.ts'
import { readNewTask } from './new-task.ts'

let on: TestPortal
beforeEach(async () => {
  on = await testPortal()
})
afterEach(() => on.close())

const offered = (who: Member) =>
  look(on.as(who), async (here) => {
    const projects = await projectsForTask(here)
    expect(await mayMakeTask(here)).toBe(projects.length > 0)
    return projects
  })

describe('projectsForTask', () => {
  it('[B3] [B1] offers staff every project under way, an external those of their own account only, and each of them opens the form', async () => {
    const { mila, ana, jonas, projectOfRila } = on.cast
    const other = await on.db
      .insertInto('projects')
      .values({
        ref: 'OTHER1',
        name: 'A house of their own',
        account_id: null,
        manager_id: mila.userId,
        status: 'active',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    expect((await offered(mila)).map(({ id }) => id)).toEqual([other.id, projectOfRila])
    expect((await offered(ana)).map(({ id }) => id)).toEqual([projectOfRila])
    expect(await offered(jonas)).toEqual([])
    for (const who of [mila, ana])
      for (const { id, name } of await offered(who))
        expect((await look(on.as(who), (here) => readNewTask(here, id))).project).toMatchObject({ id, name })
  })

  it('[B9] a project that is over is not offered', async () => {
    const { mila, ana, projectOfRila } = on.cast
    await rearrange(on.db, (db) =>
      db.updateTable('projects').set({ status: 'done' }).where('id', '=', projectOfRila).execute(),
    )
    expect((await offered(mila)).map(({ id }) => id)).not.toContain(projectOfRila)
    expect(await offered(ana)).toEqual([])
  })
})

describe('readNewTask', () => {
  it('[F1] says where the project stood before it was read: what becomes of it meanwhile is told to the form', async () => {
    const { mila, projectOfRila: id } = on.cast
    const inside = streamOf.projectInside(id)
    const before = await positionsOf(on.db, [inside])
    const form = await look(on.as(mila), (here) => {
      const project: typeof here.scope.project = async (...asked) => {
        const found = await here.scope.project(...asked)
        await rearrange(on.db, (db) => storeEvents(db, [{ stream: inside, fact: 'project.edited', data: {} }]))
        return found
      }
      return readNewTask({ ...here, scope: { ...here.scope, project } }, id)
    })
    expect(form.positions).toEqual(before)
    expect(await positionsOf(on.db, [inside])).not.toEqual(before)
  })
})
