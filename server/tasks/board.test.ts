import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rearrange, type Member } from '#db/testing/cast.ts'
import type { TaskStatus } from '#server/access/facts.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { readBoard } from './board.ts'
import { readTask } from './queries.ts'
import { readTimeline } from './timeline.ts'

let on: TestPortal
beforeEach(async () => void (on = await testPortal()))
afterEach(() => on.close())

const board = (who: Member, query = '', projectId: string | null = on.cast.projectOfRila) =>
  look(on.as(who), (here) => readBoard(here, projectId, new URLSearchParams(query)))
const card = async (who: Member) => (await board(who)).columns.flatMap(({ cards }) => cards)[0]
const put = (status: TaskStatus) => rearrange(on.db, (db) => db.updateTable('tasks').set({ status }).execute())

describe('readBoard', () => {
  it('[B5] puts each task in the column of its status, and offers the moves that are open to who looks', async () => {
    const { mila, ana, boris, adam } = on.cast
    const { columns } = await board(mila)
    expect(columns.map(({ status, cards }) => [status, cards.length])).toEqual([
      ['draft', 0],
      ['new', 1],
      ['in_progress', 0],
      ['ready_for_review', 0],
      ['done', 0],
      ['on_hold', 0],
      ['declined', 0],
      ['cancelled', 0],
    ])
    expect((await card(ana))?.moves).toEqual(['in_progress'])
    expect((await card(boris))?.moves).toEqual([])
    for (const who of [mila, adam])
      expect((await card(who))?.moves).toEqual([
        'draft',
        'in_progress',
        'ready_for_review',
        'done',
        'on_hold',
        'declined',
        'cancelled',
      ])
    await put('ready_for_review')
    expect((await card(ana))?.moves).toEqual([])
  })

  it('[B1] [B5] tells somebody from outside who checks what they could hand over, as the task’s page does', async () => {
    const { ana, boris, mila, taskOfRila } = on.cast
    await put('in_progress')
    const { task } = await look(on.as(ana), (here) => readTask(here, taskOfRila))
    expect(task.reviewers.length).toBeGreaterThan(0)
    expect(await card(ana)).toMatchObject({ moves: ['ready_for_review'], reviewers: task.reviewers })
    // Neither of them is asked before: the one cannot hand it over, the other can take it back.
    for (const who of [boris, mila]) expect((await card(who))?.reviewers).toEqual([])
  })

  it('[B2] [F9] holds what its viewer may see, of one project and of all: no Draft for externals, nothing for who is in none', async () => {
    const { ana, vera, claire, petar, mila } = on.cast
    for (const who of [vera, claire, petar])
      for (const projectId of [on.cast.projectOfRila, null])
        expect((await board(who, 'whose=all', projectId)).columns.every(({ cards }) => cards.length === 0)).toBe(true)
    expect((await board(ana, '', null)).columns[0]?.cards).toHaveLength(1)
    await put('draft')
    expect((await board(ana, '', null)).columns.flatMap(({ cards }) => cards)).toEqual([])
    expect((await board(mila, '', null)).columns[0]?.cards).toHaveLength(1)
  })

  it('[B5] a column holds 300 cards at most, soonest due first, and says when there are more', async () => {
    const { mila, projectOfRila } = on.cast
    await on.db
      .insertInto('tasks')
      .values(
        Array.from({ length: 301 }, (_, nth) => ({
          ref: `B${String(nth)}`,
          project_id: projectOfRila,
          title: `Card ${String(nth)}`,
          author_id: mila.userId,
          status: 'on_hold' as const,
          due_on: `2027-01-${String(31 - (nth % 28)).padStart(2, '0')}`,
        })),
      )
      .execute()
    const column = (await board(mila)).columns.find(({ status }) => status === 'on_hold')
    expect([column?.cards.length, column?.more]).toEqual([300, true])
    const days = column?.cards.map(({ dueOn }) => dueOn) ?? []
    expect(days).toEqual([...days].sort())
  })
})

describe('readTimeline', () => {
  const timeline = (who: Member) =>
    look(on.as(who), (here) =>
      readTimeline(
        here,
        { id: on.cast.projectOfRila, startsOn: '2026-01-01', endsOn: '2026-12-31' },
        new URLSearchParams('status=all'),
      ),
    )

  it('[B9] draws each task from its planned beginning, or the day it was made, to the day it is due', async () => {
    const { ana, vera } = on.cast
    await on.db.updateTable('tasks').set({ starts_on: '2025-12-20', due_on: '2027-02-01' }).execute()
    expect(await timeline(ana)).toMatchObject({
      bars: [{ title: 'Tiles for the pool', from: '2025-12-20', to: '2027-02-01' }],
      from: '2025-12-20',
      to: '2027-02-01',
    })
    await on.db.updateTable('tasks').set({ starts_on: null, due_on: '2020-05-05' }).execute()
    expect((await timeline(ana)).bars).toMatchObject([{ from: '2020-05-05', to: '2020-05-05' }])
    expect(await timeline(vera)).toMatchObject({ bars: [], from: '2026-01-01' })
  })
})
