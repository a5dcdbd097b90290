import { sql, type SqlBool } from 'kysely'
import type { Look } from '#server/platform/look.ts'
import { readable } from './conditions.ts'
import { iso } from './rows.ts'
import { ahead, cursorOf, PAGE, type Place } from './snapshot.ts'
import { streamsOf, type FeedSubject } from './subject.ts'

/** So many that came after it stand below an entry that is far up. */
const BELOW = PAGE / 2

/**
 * The query and anchor with which a subject's address leads to one of its entries: `#e-…`, or above the newest page `?before=…#e-…`. Empty where
 * the viewer has no such entry.
 */
export async function wayToEntry({ viewer, scope }: Look, subject: FeedSubject, entryId: string): Promise<string> {
  const { all, team } = streamsOf(subject)
  const names = viewer.staff && team ? [all, team] : [all]
  const entries = scope.entries(names).clearSelect()
  const place = ['e.stream', 'e.seq', iso(sql.ref('e.at')).as('at')] as const
  const entry: Place | undefined = await entries
    .select(place)
    .where(sql<SqlBool>`e.id::text = ${entryId}`)
    .where(sql<SqlBool>`exists (${readable(scope, subject)})`)
    .executeTakeFirst()
  if (!entry) return ''
  // Each stream by its own index, however long it is.
  const each = names.map(
    (name) =>
      sql`(${scope
        .entries([name])
        .clearSelect()
        .select('e.id')
        .where(ahead(cursorOf(entry)))
        .orderBy('e.at')
        .orderBy('e.seq')
        .limit(sql.lit(PAGE))})`,
  )
  const later: Place[] = await entries
    .select(place)
    .where(sql<SqlBool>`e.id in (${sql.join(each, sql` union all `)})`)
    .orderBy('e.at')
    .orderBy('e.stream')
    .orderBy('e.seq')
    .limit(PAGE)
    .execute()
  const end = later.length < PAGE ? undefined : later[BELOW]
  const before = end ? `?before=${encodeURIComponent(cursorOf(end))}` : ''
  return `${before}#e-${entryId}`
}
