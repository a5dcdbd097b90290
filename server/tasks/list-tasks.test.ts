import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { hasTasks, listTasks } from './list-tasks.ts'

let on: TestPortal
const COUNT = 100

beforeAll(async () => {
  on = await testPortal()
  const { projectOfRila, mila } = on.cast
  await on.db
    .insertInto('tasks')
    .values(
      Array.from({ length: COUNT }, (_, nth) => ({
        ref: `T${String(nth).padStart(5, '0')}`,
        project_id: projectOfRila,
        title: `Room ${String(nth).padStart(3, '0')} 100% _done_`,
        author_id: mila.userId,
        status: nth % 10 === 0 ? ('done' as const) : ('new' as const),
        due_on: nth % 3 === 0 ? null : `2027-01-${String((nth % 28) + 1).padStart(2, '0')}`,
      })),
    )
    .execute()
})
afterAll(() => on.close())

const list = (who: Member, query: string) =>
  look(on.as(who), (here) => listTasks(here, on.cast.projectOfRila, new URLSearchParams(query)))
const listAll = (who: Member, query: string) =>
  look(on.as(who), (here) => listTasks(here, null, new URLSearchParams(query)))

describe('listTasks', () => {
  it.each(['recent', 'due', 'title'])('[B5] sorted by %s, “more” brings every row once and in order', async (sort) => {
    let { tasks, more } = await list(on.cast.mila, `status=all&sort=${sort}`)
    expect(tasks).toHaveLength(30)
    while (more) {
      const longer = await list(on.cast.mila, `status=all&sort=${sort}&${more}`)
      expect(longer.tasks.slice(0, tasks.length)).toEqual(tasks)
      ;({ tasks, more } = longer)
    }
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(COUNT + 1)
    expect(tasks).toHaveLength(COUNT + 1)
  })

  it.each(['recent', 'due', 'title'])(
    '[B5] of all projects, sorted by %s, a member’s pages are those of who sees all',
    async (sort) => {
      const { mila, adam } = on.cast
      let query = ''
      for (let nth = 0; nth < 4; nth++) {
        const asked = `whose=all&status=all&sort=${sort}&${query}`
        const [some, every] = [await listAll(mila, asked), await listAll(adam, asked)]
        expect(some.tasks).toEqual(every.tasks)
        expect(some.more).toBe(every.more)
        query = some.more ?? ''
      }
      expect(query).toBe('')
    },
  )

  it('[B5] filters by status and searches for what was typed, by its letters and by its words', async () => {
    expect((await list(on.cast.mila, 'status=done')).tasks).toHaveLength(10)
    expect((await list(on.cast.mila, '')).tasks.every(({ status }) => status === 'new')).toBe(true)
    expect((await list(on.cast.mila, 'q=100%25&status=all')).tasks).toHaveLength(30)
    expect((await list(on.cast.mila, 'q=%25%25&status=all')).tasks).toEqual([])
    expect((await list(on.cast.mila, 'q=done+042')).tasks.map(({ title }) => title)).toEqual(['Room 042 100% _done_'])
    expect((await list(on.cast.mila, 'q=t00042')).tasks.map(({ title }) => title)).toEqual(['Room 042 100% _done_'])
  })

  it('[B2] an external’s list holds only what they are in, whatever is asked', async () => {
    for (const query of ['', 'status=all', 'q=Room', 'sort=due']) {
      const { tasks, more } = await list(on.cast.ana, query)
      expect(tasks.filter(({ title }) => title.startsWith('Room'))).toEqual([])
      expect(more).toBeNull()
    }
    expect((await list(on.cast.vera, 'status=all')).tasks).toEqual([])
  })

  it.each([
    'after=%%%',
    'after=W10',
    'until=WyJ4IiwieSJd',
    `after=${Buffer.from('["2027-02-31","not"]').toString('base64url')}`,
    'sort=__proto__',
    'status=x',
  ])('an address nobody made (%s) starts at the beginning', async (query) => {
    expect((await list(on.cast.mila, query)).tasks).toHaveLength(30)
  })

  it('[B5] filters by who it is for, when it is due and how pressing it is', async () => {
    const { mila, ana } = on.cast
    const titles = async (query: string) => (await list(mila, query)).tasks.map(({ title }) => title)
    expect(await titles(`assignee=grant:${ana.grantId}`)).toEqual(['Tiles for the pool'])
    expect(await titles('assignee=nobody&q=tiles')).toEqual([])
    expect(await titles('priority=urgent')).toEqual([])
    expect(await titles('due=none&q=Room 003')).toEqual(['Room 003 100% _done_'])
    expect(await titles('due=late&q=Room 001')).toEqual([])
    await on.db
      .updateTable('tasks')
      .set({ due_on: '2020-01-01', priority: 'urgent' })
      .where('ref', '=', 'T00001')
      .execute()
    expect(await titles('due=late&priority=urgent')).toEqual(['Room 001 100% _done_'])
  })

  it('[B2] of all projects holds what is theirs: what they take part in, are assigned, or may see at all', async () => {
    const { mila, adam, petar, ana, boris, vera, claire } = on.cast
    const count = async (who: Member, query: string) => (await listAll(who, `status=all&${query}`)).tasks.length
    expect(await count(mila, '')).toBe(30)
    expect(await count(mila, 'whose=assigned')).toBe(0)
    expect(await count(adam, '')).toBe(0)
    expect(await count(adam, 'whose=all')).toBe(30)
    for (const who of [petar, vera, claire]) expect(await count(who, 'whose=all')).toBe(0)
    for (const query of ['', 'whose=mine', 'whose=all', 'whose=assigned']) expect(await count(ana, query)).toBe(1)
    expect(await count(boris, 'whose=mine')).toBe(1)
    expect(await count(boris, 'whose=assigned')).toBe(0)
  })

  it('[B2] tells none that fit from none within reach', async () => {
    const { adam, ana, petar, vera, claire } = on.cast
    const has = (who: Member) => look(on.as(who), hasTasks)
    expect((await listAll(adam, '')).tasks).toEqual([])
    for (const who of [adam, ana]) expect(await has(who)).toBe(true)
    for (const who of [petar, vera, claire]) expect(await has(who)).toBe(false)
  })
})
