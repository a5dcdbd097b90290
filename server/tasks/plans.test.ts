import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mostAsked } from '#server/search/testing/asked-in-plans.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { listTasks } from './list-tasks.ts'

/** Tasks of each project, half of them open, and rows whose status a list may ask: those of its page, and a few. */
const EACH = 300
const OTHERS = 30
const MOST = 60

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
  const { adam, rila } = on.cast
  await sql`insert into projects (ref, name, account_id, manager_id)
    select 'F' || n, 'House ' || n, ${rila}::uuid, ${adam.userId}::uuid from generate_series(1, ${sql.lit(OTHERS)}) n`.execute(
    on.db,
  )
  await sql`insert into tasks (ref, title, project_id, author_id, status, created_at)
    select p.ref || '-' || n, 'Room ' || n, p.id, ${adam.userId}::uuid, case when n % 2 = 0 then 'new' else 'done' end, now() - n * interval '1 minute'
    from projects p, generate_series(1, ${sql.lit(EACH)}) n`.execute(on.db)
  await sql`vacuum analyze`.execute(on.db)
}, 60_000)
afterAll(() => on.close())

it.each(['force_custom_plan', 'force_generic_plan'] as const)(
  '[B5] what is open is met without passing over what is done, in a project and in all that are a member’s (%s)',
  async (as) => {
    const { mila, projectOfRila } = on.cast
    for (const project of [null, projectOfRila]) {
      const { rows, text } = await mostAsked(on, mila, as, /\bstatus\b/, async (here) => {
        const { tasks } = await listTasks(here, project, new URLSearchParams('whose=all'))
        expect(tasks).toHaveLength(30)
      })
      expect(rows, text).toBeLessThan(MOST)
    }
  },
)
