import { sql, type RawBuilder } from 'kysely'
import type { Freeze } from './viewer-row.ts'

/** How user `u` or account `a` is frozen at this moment; null where they are not, or not any more [A17]. */
export const frozenNow = (of: 'u' | 'a'): RawBuilder<Freeze | null> =>
  sql<Freeze | null>`case when ${sql.ref(`${of}.frozen_until`)} <= clock_timestamp() then null else ${sql.ref(`${of}.frozen`)} end`
