import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '#db/database.ts'
import { keyOf, rearrange, sentId, type Member } from '#db/testing/cast.ts'
import { toldOf } from '#db/testing/told.ts'
import { deleteEntry } from '#server/feed/delete-entry.ts'
import { postEntryForm } from '#server/feed/forms.ts'
import { markRead } from '#server/feed/mark-read.ts'
import { postEntry } from '#server/feed/post-entry.ts'
import { readWaiting } from '#server/home/waiting.ts'
import { look } from '#server/platform/look.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { readBoard } from './board.ts'
import { listTasks } from './list-tasks.ts'

let on: TestPortal
let subject: { kind: 'task'; id: string }
beforeEach(async () => {
  on = await testPortal()
  subject = { kind: 'task', id: on.cast.taskOfRila }
})
afterEach(() => on.close())

const comment = (who: Member, teamOnly = false) =>
  postEntry(
    on.as(who),
    subject,
    postEntryForm.parse({
      body: 'Blue or green?',
      sentId: sentId(),
      audience: [on.cast.ana.userId, on.cast.boris.userId],
      ...(teamOnly && { teamOnly: true }),
    }),
  )
const read = (who: Member, all: number, team = 0) => markRead(on.as(who), subject, { all, team })

/** Whether it is marked on each of them: Home, the list of all tasks, its project's, and both boards; null where it is not there. */
const marks = (who: Member) =>
  look(on.as(who), async (here) => {
    const project = on.cast.projectOfRila
    const all = new URLSearchParams('whose=all')
    const home = await readWaiting(here)
    const lists = [await listTasks(here, null, all), await listTasks(here, project, all)]
    const boards = [await readBoard(here, null, all), await readBoard(here, project, all)]
    return [
      [...home.tasks, ...home.others],
      ...lists.map(({ tasks }) => tasks),
      ...boards.map(({ columns }) => columns.flatMap(({ cards }) => cards)),
    ].map((tasks) => tasks.find(({ id }) => id === subject.id)?.unread ?? null)
  })
const EVERYWHERE = [true, true, true, true, true]
const NOWHERE = [false, false, false, false, false]

/** What somebody's lists were told, their own stream from the first on. */
const told = (who: Member) => toldOf(on.db, who, 'task')

describe('what is marked in lists of tasks', () => {
  it('[B6] [F5] is what Home marks: on the list, the board and the project’s, until it was read', async () => {
    const { ana, boris, mila } = on.cast
    for (const who of [ana, boris, mila]) expect(await marks(who)).toEqual(NOWHERE)
    const { seq } = await comment(ana)
    expect(await marks(ana)).toEqual(NOWHERE)
    for (const who of [boris, mila]) expect(await marks(who)).toEqual(EVERYWHERE)
    await read(mila, seq)
    await read(boris, seq)
    for (const who of [boris, mila]) expect(await marks(who)).toEqual(NOWHERE)
  })

  it('[B6] [S5] is nothing to those outside where only the team reads it', async () => {
    const { ana, boris, mila, petar, projectOfRila } = on.cast
    const values = { project_id: projectOfRila, user_id: petar.userId, role: 'team' as const }
    await rearrange(on.db, (db) => db.insertInto('project_staff').values(values).execute())
    const { seq } = await comment(petar, true)
    for (const who of [ana, boris]) expect(await marks(who)).toEqual(NOWHERE)
    expect(await marks(mila)).toEqual(EVERYWHERE)
    await read(mila, 0, seq)
    expect(await marks(mila)).toEqual(NOWHERE)
  })

  it('is nothing to who may see the task and is not in it: an admin, and others of an account that sees all tasks', async () => {
    const { ana, adam, vera, projectOfRila } = on.cast
    await rearrange(on.db, (db) =>
      db.updateTable('projects').set({ counterparty_sees_tasks: true }).where('id', '=', projectOfRila).execute(),
    )
    await postEntry(on.as(ana), subject, {
      body: 'Blue!',
      sentId: sentId(),
      audience: [ana, on.cast.boris, vera].map(({ userId }) => userId),
      teamOnly: false,
    })
    for (const who of [adam, vera]) expect((await marks(who)).slice(1)).toEqual(NOWHERE.slice(1))
  })
})

/** Each way in which one of the host's people is in the task. */
const WAYS_IN: Record<string, (db: Db, me: Member) => Promise<unknown>> = {
  'is on it': (db, { userId: user_id }) =>
    db.insertInto('task_people').values({ task_id: subject.id, user_id, role: 'participant' }).execute(),
  'made it': (db, { userId: author_id }) =>
    db.updateTable('tasks').set({ author_id, author_grant_id: null }).where('id', '=', subject.id).execute(),
  'is on its project': (db, { userId: user_id }) =>
    db.insertInto('project_staff').values({ project_id: on.cast.projectOfRila, user_id, role: 'team' }).execute(),
  'manages its project': (db, { userId: manager_id }) =>
    db.updateTable('projects').set({ manager_id }).where('id', '=', on.cast.projectOfRila).execute(),
}

describe('who is in a task', () => {
  it.each(Object.keys(WAYS_IN))('[B6] [F5] has it marked: who %s', async (way) => {
    const { ana, adam } = on.cast
    await rearrange(on.db, (db) => WAYS_IN[way]?.(db, adam) ?? Promise.reject(new Error(way)))
    expect((await marks(adam)).slice(1)).toEqual(NOWHERE.slice(1))
    await comment(ana)
    expect((await marks(adam)).slice(1)).toEqual(EVERYWHERE.slice(1))
  })

  it('[B6] has no other of the same list marked', async () => {
    const { ana, adam, mila, projectOfRila: project_id } = on.cast
    const other = { ref: 'T00077', project_id, title: 'The stairs', author_id: mila.userId, status: 'new' as const }
    const { id: task_id } = await on.db.insertInto('tasks').values(other).returning('id').executeTakeFirstOrThrow()
    await rearrange(on.db, (db) =>
      db.insertInto('task_people').values({ task_id, user_id: adam.userId, role: 'participant' }).execute(),
    )
    await comment(ana)
    expect((await marks(adam)).slice(1)).toEqual(NOWHERE.slice(1))
  })
})

describe('lists of tasks', () => {
  it('[F1] are told on their owners’ own streams that something new was said, once until it is read, and that it is read or gone', async () => {
    const { ana, boris, mila, adam, vera, taskOfRila: taskId } = on.cast
    const rung: string[] = []
    on.portal.doorbell.listen((streams) => void rung.push(...streams))
    const said = { fact: 'task.said', data: { taskId } }
    const seen = { fact: 'task.seen', data: { taskId } }
    const { id, seq } = await comment(ana)
    await expect.poll(() => told(mila)).toEqual([said])
    expect(await told(boris)).toEqual([said])
    for (const who of [ana, adam, vera]) expect(await told(who)).toEqual([])
    expect(rung).toEqual(expect.arrayContaining([keyOf(mila), keyOf(boris)]))
    await read(boris, seq)
    expect(await told(boris)).toEqual([said, seen])
    await comment(ana)
    await expect.poll(() => told(boris)).toEqual([said, seen, said])
    expect(await told(mila)).toEqual([said])
    // What she answers is new to Ana, and to Boris it is one thing more.
    await comment(mila)
    await expect.poll(() => told(ana)).toEqual([said])
    expect(await told(boris)).toEqual([said, seen, said])
    await deleteEntry(on.as(ana), subject, { entryId: id })
    expect(await told(mila)).toEqual([said, said])
    expect(await told(boris)).toEqual([said, seen, said])
  })

  it('[S5] of the host’s people alone are told what only the team reads', async () => {
    const { ana, mila, petar, projectOfRila, taskOfRila: taskId } = on.cast
    const values = { project_id: projectOfRila, user_id: petar.userId, role: 'team' as const }
    await rearrange(on.db, (db) => db.insertInto('project_staff').values(values).execute())
    await comment(mila, true)
    await expect.poll(() => told(petar)).toEqual([{ fact: 'task.said', data: { taskId } }])
    expect([await told(ana), await told(mila)]).toEqual([[], []])
  })

  it('[F1] are told nothing by who reads their own words or reads again', async () => {
    const { ana, boris } = on.cast
    const { seq } = await comment(ana)
    await read(ana, seq)
    await read(boris, seq)
    await read(boris, seq)
    const seen = (await told(boris)).filter(({ fact }) => fact === 'task.seen')
    expect([(await told(ana)).some(({ fact }) => fact === 'task.seen'), seen.length]).toEqual([false, 1])
  })

  it('[A10] [F9] [S5] are told nothing of what is closed to them', async () => {
    const { ana, boris, adam, mila, petar, projectOfRila, taskOfRila: taskId } = on.cast
    const values = { project_id: projectOfRila, user_id: petar.userId, role: 'team' as const }
    await rearrange(on.db, (db) => db.insertInto('project_staff').values(values).execute())
    const times = async (who: Member) => (await told(who)).filter(({ fact }) => fact === 'task.said').length
    let last = 0
    /** Everybody has read everything, `change` is made, Mila writes; answers who was told how often once Petar was. */
    const after = async (change: () => Promise<unknown>) => {
      for (const who of [ana, boris, petar]) await read(who, last).catch(() => undefined)
      await change()
      const before = await times(petar)
      last = (await comment(mila)).seq
      await expect.poll(() => times(petar)).toBe(before + 1)
      return [await times(ana), await times(boris)]
    }
    const nothing = () => Promise.resolve()
    const tick = (ticked: boolean) => saveCell(on.as(adam), { action: 'task.view', kind: 'client', ticked })
    expect(await after(nothing)).toEqual([1, 1])
    expect(await after(nothing)).toEqual([2, 2])
    const suspended_at = new Date()
    const suspend = () =>
      rearrange(on.db, (db) => db.updateTable('grants').set({ suspended_at }).where('id', '=', boris.grantId).execute())
    expect(await after(suspend)).toEqual([3, 2])
    expect(await after(() => tick(false))).toEqual([3, 2])
    await tick(true)
    expect(await after(nothing)).toEqual([4, 2])
    const draft = () =>
      rearrange(on.db, (db) => db.updateTable('tasks').set({ status: 'draft' }).where('id', '=', taskId).execute())
    expect(await after(draft)).toEqual([4, 2])
  })
})
