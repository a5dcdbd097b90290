import { sql, type SqlBool } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { peopleBound, type Effect } from './people-bound.ts'

/** What came of the caller's own newest change of rules. */
export interface LastSave {
  version: number
  /** Open screens that were told of it so far, and those that answered. */
  told: number
  answered: number
  /** The people it concerns, where it is about a person or an account. */
  effect: Effect | null
}

/** What came of the last rule that the caller changed, a minute ago at most; null when they changed none. Errors: `NotFound`, `Shut`. */
export function lastSave(caller: Caller): Promise<LastSave | null> {
  return look(caller, async ({ db, viewer, must }) => {
    must('account.list')
    const change = await db
      .selectFrom('policy_changes')
      .select(['version', 'reach', 'reach_id'])
      .where('changed_by', '=', viewer.userId)
      .where('at', '>', sql<Date>`clock_timestamp() - interval '1 minute'`)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!change) return null
    // A screen that was told of several changes at once answers for each of them.
    const screens = await db
      .selectFrom('rule_echoes')
      .select(({ fn }) => [
        fn.coalesce(fn.sum<number>('told'), sql<number>`0`).as('told'),
        fn.coalesce(fn.sum<number>('answered'), sql<number>`0`).as('answered'),
      ])
      .where('since', '<', change.version)
      .where('version', '>=', change.version)
      .executeTakeFirstOrThrow()
    const whom =
      change.reach === 'user'
        ? sql<SqlBool>`g.user_id = ${change.reach_id}`
        : change.reach === 'account'
          ? sql<SqlBool>`g.account_id = ${change.reach_id}`
          : null
    return {
      version: change.version,
      told: screens.told,
      answered: screens.answered,
      effect: whom && (await peopleBound(db, whom)),
    }
  })
}
