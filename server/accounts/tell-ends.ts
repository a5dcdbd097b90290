import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { readersToldOfGrants } from '#server/access/readers-told.ts'
import { reviewersTold } from '#server/access/reviewers-told.ts'
import type { Portal } from '#server/platform/portal.ts'
import { storeEvents, streamOf, type Fact } from '#server/streams/events.ts'

/** What came to its end by its date since the ends before it were told: grants, and freezes of people and accounts [A17]. */
interface Ended {
  grants: string[]
  staff: string[]
  others: boolean
}

/**
 * Tells everyone else's open pages what came to its end by its date; whoever it is about has it from the live line itself. Any node asks, every
 * moment: what has ended stands in the rows themselves, whoever wrote them and whatever was running then, and one of the nodes tells it once.
 */
export async function tellEnds({ database, doorbell }: Portal): Promise<void> {
  if (!(await hasEnded(database.db))) return
  const told = await database.db.transaction().execute(async (db) => {
    // As text, so that no moment is lost between one look and the next.
    const { rows } = await sql<{ after: string; until: string }>`
      select told_until::text as after, clock_timestamp()::text as until from ends_told for update skip locked`.execute(
      db,
    )
    const [span] = rows
    if (!span) return []
    const facts = await factsOf(db, await endedIn(db, span))
    await sql`update ends_told set told_until = ${span.until}::timestamptz`.execute(db)
    await storeEvents(db, facts)
    return facts.map(({ stream }) => stream)
  })
  if (told.length > 0) doorbell.ring([...new Set(told)])
}

/** Asked so often that it writes nothing, and looks at nothing but what has ended: the moment is asked for once, so that it bounds the index. */
export const HAS_ENDED = sql<{ ended: boolean }>`
  select exists (select from grants g where g.expires_at > e.told_until and g.expires_at <= (select clock_timestamp()))
    or exists (select from users u where u.frozen_until > e.told_until and u.frozen_until <= (select clock_timestamp()))
    or exists (select from accounts a where a.frozen_until > e.told_until and a.frozen_until <= (select clock_timestamp())) as ended
  from ends_told e`

const hasEnded = async (db: Db): Promise<boolean> => (await HAS_ENDED.execute(db)).rows[0]?.ended ?? false

async function endedIn(db: Db, { after, until }: { after: string; until: string }): Promise<Ended> {
  const { rows } = await sql<{ what: 'grant' | 'staff' | 'other'; id: string }>`
    with span as materialized (select ${after}::timestamptz as after, ${until}::timestamptz as until)
    select 'grant' as what, g.id from span s join grants g on g.expires_at > s.after and g.expires_at <= s.until
    union all
    select case u.kind when 'staff' then 'staff' else 'other' end, u.id
      from span s join users u on u.frozen_until > s.after and u.frozen_until <= s.until
    union all
    select 'other', a.id from span s join accounts a on a.frozen_until > s.after and a.frozen_until <= s.until`.execute(
    db,
  )
  const of = (what: string) => rows.filter((row) => row.what === what).map(({ id }) => id)
  return { grants: of('grant'), staff: of('staff'), others: of('other').length > 0 }
}

/** Feeds that a grant read until now [B7]; reviews that fall to somebody again; lists that say of each how they stand. */
async function factsOf(db: Db, { grants, staff, others }: Ended): Promise<Fact[]> {
  return [
    ...(grants.length > 0 ? await readersToldOfGrants(db, grants) : []),
    ...(staff.length > 0 ? await reviewersTold(db, staff) : []),
    ...(grants.length > 0 || others ? [{ stream: streamOf.access, fact: 'access.changed', data: {} }] : []),
    ...(staff.length > 0 ? [{ stream: streamOf.settings, fact: 'settings.changed', data: { what: 'staff' } }] : []),
  ]
}
