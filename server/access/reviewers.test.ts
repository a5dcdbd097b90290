import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { decide } from './can.ts'
import { REVIEWERS, waysToReview } from './reviewers.ts'
import { factsFor, readRows } from './testing/facts-of-rows.ts'
import { inAnyHost } from './testing/in-world.ts'
import type { Viewer } from './viewer.ts'

let home: TestPortal
beforeAll(async () => {
  home = await testPortal()
})
afterAll(() => home.close())

/** As they would be judged if they were no admin, who may close what they have nothing to do with. */
const asMember = (viewer: Viewer): Viewer => ({ ...viewer, staff: viewer.staff && { ...viewer.staff, role: 'member' } })

it(
  '[B4] [B5] [A17] a review falls to the staff who may accept it without being admins, asked from the task or the person, in any host',
  { timeout: 120_000 },
  async () => {
    await inAnyHost(home, 40, async (db, viewers) => {
      const rows = await readRows(db)
      const staff = viewers.filter((viewer) => viewer.staff !== null)
      const reviewersOf = (taskId: string) =>
        staff
          .filter((viewer) => decide(asMember(viewer), 'task.close', factsFor(viewer, rows).task(taskId)).allowed)
          .map(({ userId }) => userId)
      const told = new Map(rows.tasks.map(({ id }) => [id, reviewersOf(id)]))
      const { rows: found } = await sql<{ id: string; reviewer: string }>`
            select t.id, r.id as reviewer from tasks t cross join lateral ${REVIEWERS} r 
            where r.id = any(${staff.map(({ userId }) => userId)}::uuid[])`.execute(db)
      for (const [id, reviewers] of told)
        expect(found.flatMap((row) => (row.id === id ? [row.reviewer] : [])).sort()).toEqual(reviewers.sort())

      for (const viewer of viewers) {
        const ways = waysToReview(viewer, sql`${viewer.userId}::uuid`)
        const mine = sql.join([sql`false`, ...ways], sql` or `)
        const { rows: falling } = await sql<{ id: string }>`select t.id from tasks t where ${mine}`.execute(db)
        const expected = [...told].filter(([id, reviewers]) => {
          const assigned = factsFor(viewer, rows).task(id).roles.includes('assignee')
          return viewer.staff && reviewers.includes(viewer.userId) && !(assigned && reviewers.length > 1)
        })
        expect(falling.map(({ id }) => id).sort()).toEqual(expected.map(([id]) => id).sort())
      }
    })
  },
)
