import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { dbOver } from '#db/on-client.ts'
import type { Member } from '#db/testing/cast.ts'
import { scopeOf } from '#server/access/scope.ts'
import { look, type Look } from '#server/platform/look.ts'
import type { TestPortal } from '#tools/test-portal.ts'

/** What `EXPLAIN` says of one step of a plan. */
interface Step {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Join Filter'?: number
  Filter?: string
  'Join Filter'?: string
  Output?: string[]
  'Node Type': string
  Plans?: Step[]
}

/** Rows of a plan whose text is asked something, one by one, or cut where it is read. */
function askedIn(step: Step, what: RegExp): number {
  const asks = (text = '') => what.test(text)
  const rows = step['Actual Rows']
  const here =
    (asks(step.Filter) ? rows + (step['Rows Removed by Filter'] ?? 0) : 0) +
    (asks(step['Join Filter']) ? rows + (step['Rows Removed by Join Filter'] ?? 0) : 0) +
    (asks(step.Output?.join()) && step['Node Type'].endsWith('Scan') ? rows : 0)
  return (step.Plans ?? []).reduce((sum, next) => sum + askedIn(next, what), here * step['Actual Loops'])
}

const written = (given: unknown): string => {
  if (Array.isArray(given)) return `{${given.join()}}`
  return given instanceof Date ? given.toISOString() : String(given)
}

/**
 * Of how many rows any statement of what is done asks `what` (as plans write it), the most, and that statement; planned `as` it is said: for what
 * is asked, or once for all.
 */
export async function mostAsked(
  on: TestPortal,
  who: Member,
  as: 'force_custom_plan' | 'force_generic_plan',
  what: RegExp,
  does: (here: Look) => Promise<unknown>,
): Promise<{ rows: number; text: string }> {
  const viewer = await look(on.as(who), (here) => Promise.resolve(here.viewer))
  const client = await on.portal.database.pool.connect()
  const worst = { rows: 0, text: '' }
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
        const asks = askedIn(Plan, what)
        if (asks > worst.rows) Object.assign(worst, { rows: asks, text })
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
    await does({ viewer, db, scope: scopeOf(viewer, db), must: () => undefined })
    return worst
  } finally {
    client.release(true)
  }
}
