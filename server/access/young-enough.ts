import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { YES } from './reach-in-sql.ts'
import type { Viewer } from './viewer.ts'

/** What is dated `at` is no older than the grant's days back [A7]. The date is read apart, so that a plan is as good for one as for another and can be kept. */
export const youngEnough = ({ grant }: Viewer, at: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  grant?.horizon ? sql`${at} >= (select ${grant.horizon}::timestamptz)` : YES
