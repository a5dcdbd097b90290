import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/** The time zones to choose from, by their IANA names; the one that is set is among them, whatever it is called. */
export const zonesWith = (own: string | null = null): string[] =>
  [...new Set([...(own ? [own] : []), 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()

/** The host's, with which everybody begins. */
export const HOST_ZONE = sql<string>`(select time_zone from portal_settings)`

/** Whether the database, which counts days in it, knows this time zone. */
export async function zoneIsKnown(db: Db, zone: string): Promise<boolean> {
  const { rows } = await sql`select from pg_timezone_names where name = ${zone}`.execute(db)
  return rows.length > 0
}
