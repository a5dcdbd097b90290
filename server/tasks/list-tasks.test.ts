import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { listTasks } from './list-tasks.ts'

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

  it('[B5] filters by status and searches for what was typed, letter by letter', async () => {
    expect((await list(on.cast.mila, 'status=done')).tasks).toHaveLength(10)
    expect((await list(on.cast.mila, '')).tasks.every(({ status }) => status === 'new')).toBe(true)
    expect((await list(on.cast.mila, 'q=100%25&status=all')).tasks).toHaveLength(30)
    expect((await list(on.cast.mila, 'q=1%25%25&status=all')).tasks).toEqual([])
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
})
