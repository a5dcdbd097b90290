import { sql } from 'kysely'
import type { Look } from '#server/platform/look.ts'

/** For the host's people: the status from which a record that is on hold was put there; null where it is not, or where the feed of its stream does not say. */
export async function heldFrom<Status extends string>(
  { viewer, scope }: Pick<Look, 'viewer' | 'scope'>,
  stream: string,
  { status }: { status: Status },
): Promise<Status | null> {
  if (!viewer.staff || status !== 'on_hold') return null
  const held = await scope
    .entries([stream])
    .clearSelect()
    .select(sql<string>`e.happened->>'from'`.as('from'))
    .where(sql<boolean>`e.happened @> '{"what": "moved", "to": "on_hold"}'`)
    .orderBy('e.seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (held?.from as Status | undefined) ?? null
}
