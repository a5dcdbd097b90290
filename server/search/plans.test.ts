import { sql, type CompiledQuery } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dbOver } from '#db/on-client.ts'
import type { Member } from '#db/testing/cast.ts'
import { scopeOf } from '#server/access/scope.ts'
import { look } from '#server/platform/look.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { search } from './search.ts'

/** Rows of each subject, and texts that one statement may cut into words: those of a sample, of the few, and of the newest. */
const EACH = 3000
const MOST = 600

let on: TestPortal
beforeAll(async () => {
  on = await testPortal()
  const { mila, petar } = on.cast
  const said = sql`(array['Maintenance', 'Renovation'])[1 + n % 2] || case when n = 1500 then ' zeppelin ' else ' ' end || n`
  const each = sql`generate_series(1, ${sql.lit(EACH)}) n`
  const ago = sql`now() - n * interval '1 minute'`
  const fill = [
    sql`insert into accounts (name, email) select ${said}, 'office' || n || '@full.example' from ${each}`,
    sql`insert into contacts (account_id, name) select a.id, ${said} from ${each} join accounts a on a.email = 'office' || n % 100 + 1 || '@full.example'`,
    sql`insert into users (kind, staff_role, name, email) select 'staff', 'member', ${said}, 'staff' || n || '@full.example' from ${each}`,
    sql`insert into projects (ref, name, account_id, manager_id, created_at) select 'F' || n, ${said}, a.id, case when n % 1000 = 5 then ${petar.userId}::uuid else ${mila.userId} end, ${ago}
        from ${each} join accounts a on a.email = 'office' || n % 100 + 1 || '@full.example'`,
    sql`insert into tasks (ref, title, project_id, author_id, created_at) select 'F' || n, ${said}, p.id, ${mila.userId}, ${ago} from ${each} join projects p on p.ref = 'F' || n % 100 + 1`,
    sql`insert into contracts (ref, title, account_id, owner_id, created_at) select 'F' || n, ${said}, p.account_id, p.manager_id, ${ago} from ${each} join projects p on p.ref = 'F' || n`,
    // A word that very many accounts have and none of those that anything belongs to.
    sql`update accounts set email = 'vendor.' || email where email like '%@full.example' and id not in (select account_id from contacts)`,
    sql`insert into conversations (kind, account_id, project_id, last_at) select 'project', account_id, id, created_at from projects where ref like 'F%'`,
  ]
  for (const statement of fill) await statement.execute(on.db)
}, 60_000)
afterAll(() => on.close())

/** What `EXPLAIN` says of one step of a plan. */
interface Step {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Filter?: string
  Output?: string[]
  'Node Type': string
  Plans?: Step[]
}

/** Texts that a plan cut into words, row by row. */
function cutIn(step: Step): number {
  const cuts = (text = '') => text.includes('words_of(')
  const read = cuts(step.Filter) ? step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0) : 0
  const shown = cuts(step.Output?.join()) && step['Node Type'].endsWith('Scan') ? step['Actual Rows'] : 0
  return (step.Plans ?? []).reduce((sum, next) => sum + cutIn(next), (read + shown) * step['Actual Loops'])
}

const written = (given: unknown): string => {
  if (Array.isArray(given)) return `{${given.join()}}`
  return given instanceof Date ? given.toISOString() : String(given)
}

/** The most texts that any statement of a search cuts, planned `as` it is said: for what is asked, or once for all. */
async function mostCut(who: Member, typed: string, as: string): Promise<{ cut: number; text: string }> {
  const viewer = await look(on.as(who), (here) => Promise.resolve(here.viewer))
  const client = await on.portal.database.pool.connect()
  const worst = { cut: 0, text: '' }
  try {
    await client.query(`set plan_cache_mode = ${as}`)
    const explained = async ({ sql: text, parameters }: CompiledQuery) => {
      await client.query('deallocate all')
      await client.query(`prepare asked as ${text}`)
      const given = parameters.map((one) => pg.escapeLiteral(written(one)))
      const asked = `execute asked ${given.length > 0 ? `(${given.join()})` : ''}`
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Step }[] }>(
        `explain (analyze, verbose, format json) ${asked}`,
      )
      for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? []) {
        const cut = cutIn(Plan)
        if (cut > worst.cut) Object.assign(worst, { cut, text })
      }
      return (await client.query<never>(asked)).rows
    }
    // One after the other: they share a name.
    let last: Promise<unknown> = Promise.resolve()
    const db = dbOver((query) => {
      const mine = last.then(() => explained(query))
      last = mine.catch(() => undefined)
      return mine
    })
    await search({ viewer, db, scope: scopeOf(viewer, db), must: () => undefined }, typed)
    return worst
  } finally {
    client.release(true)
  }
}

it.each(['before', 'after'])(
  '[F6] no plan asks every text for its words: whatever is typed, planned for it or for all, %s the tables were analyzed',
  { timeout: 60_000 },
  async (when) => {
    if (when === 'after') await sql`analyze`.execute(on.db)
    const { adam, petar, ana } = on.cast
    for (const as of ['force_custom_plan', 'force_generic_plan'])
      for (const [kind, who] of Object.entries({ adam, petar, ana }))
        for (const typed of [
          'zeppelin',
          'nowhere',
          'maintenance',
          'maintenance zeppelin',
          'm',
          '1500',
          'full',
          'vendor',
        ]) {
          const { cut, text } = await mostCut(who, typed, as)
          expect(cut, `${as}, ${kind}, ${typed}: ${text}`).toBeLessThan(MOST)
        }
  },
)
