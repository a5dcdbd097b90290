import { sql, type RawBuilder } from 'kysely'

/** The moment a day (YYYY-MM-DD) is over in the host's zone: a grant "until the 5th" is live on the whole 5th. */
export const endOfDay = (day: string): RawBuilder<Date> =>
  sql<Date>`((${day}::date + 1)::timestamp at time zone (select time_zone from portal_settings))`
