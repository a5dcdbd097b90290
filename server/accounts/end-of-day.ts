import { sql, type Expression, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'
import { Invalid } from '#server/platform/errors.ts'

/** The moment a day (YYYY-MM-DD) is over in the host's zone: a grant "until the 5th" is live on the whole 5th. */
export const endOfDay = (day: string): RawBuilder<Date> =>
  sql<Date>`((${day}::date + 1)::timestamp at time zone (select time_zone from portal_settings))`

/** The last day, in the host's zone, of what ends at this moment; null where it has no end. */
export const dayThatEnds = (ends: Expression<unknown>): RawBuilder<string | null> =>
  sql<
    string | null
  >`to_char((${ends} at time zone (select time_zone from portal_settings)) - interval '1 microsecond', 'YYYY-MM-DD')`

/**
 * A last day that is over would end access, or a freeze, without a word; there are ways that say so, and `says` names those of the page. Today is
 * the host's. Errors: `Invalid`.
 */
export async function mustNotBeOver(db: Db, lastDay: string | null, says = 'day_is_over'): Promise<void> {
  if (lastDay === null) return
  const { rows } = await sql<{ over: boolean }>`select ${endOfDay(lastDay)} <= clock_timestamp() as over`.execute(db)
  if (rows[0]?.over) throw new Invalid({ lastDay: says })
}
