import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, rearrange, sentId, type Member } from '#db/testing/cast.ts'
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
import { tellSaid } from './tell-said.ts'

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
const told = async (who: Member) =>
  (
    await on.db
      .selectFrom('events')
      .select(['fact', 'data'])
      .where('stream', '=', keyOf(who))
      .where('fact', 'like', 'task.%')
      .orderBy('seq')
      .execute()
  ).map(({ fact, data }) => ({ fact, data }))

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

describe('lists of tasks', () => {
  it('[F1] are told on their owners’ own streams what was said, be it the team’s own, and that it is read or gone', async () => {
    const { ana, boris, mila, adam, vera, taskOfRila: taskId } = on.cast
    const rung: string[] = []
    on.portal.doorbell.listen((streams) => void rung.push(...streams))
    const said = { fact: 'task.said', data: { taskId } }
    const { id, seq } = await comment(ana)
    await expect.poll(() => told(mila)).toEqual([said])
    for (const who of [boris, ana]) expect(await told(who)).toEqual([said])
    for (const who of [adam, vera]) expect(await told(who)).toEqual([])
    expect(rung).toEqual(expect.arrayContaining([keyOf(mila), keyOf(boris)]))
    await read(boris, seq)
    expect(await told(boris)).toEqual([said, { fact: 'task.seen', data: { taskId } }])
    await tellSaid(on.portal, [`task:${taskId}/team`])
    expect([await told(mila), await told(ana)]).toEqual([[said, said], [said]])
    await deleteEntry(on.as(ana), subject, { entryId: id })
    expect(await told(mila)).toEqual([said, said, said])
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
    const { ana, boris, adam, taskOfRila: taskId } = on.cast
    const stream = `task:${taskId}`
    await tellSaid(on.portal, [stream])
    expect([(await told(ana)).length, (await told(boris)).length]).toEqual([1, 1])
    await rearrange(on.db, (db) =>
      db.updateTable('grants').set({ suspended_at: new Date() }).where('id', '=', boris.grantId).execute(),
    )
    await tellSaid(on.portal, [stream])
    await saveCell(on.as(adam), { action: 'task.view', kind: 'client', ticked: false })
    await tellSaid(on.portal, [stream])
    expect([(await told(ana)).length, (await told(boris)).length]).toEqual([2, 1])
    await saveCell(on.as(adam), { action: 'task.view', kind: 'client', ticked: true })
    await rearrange(on.db, (db) => db.updateTable('tasks').set({ status: 'draft' }).where('id', '=', taskId).execute())
    await tellSaid(on.portal, [stream])
    expect((await told(ana)).length).toBe(2)
  })
})
