import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Viewer } from '#server/access/viewer.ts'
import { eventSteps, type Fact } from '#server/streams/events.ts'

/** Whom a change of rule can concern: kept with the change, for who looks back at it. Nodes prove everyone again. */
export type Reach =
  { to: 'all' } | { to: 'account' | 'user' | 'task' | 'project' | 'contract' | 'conversation'; id: string }

/** A rule that was changed; `by` nobody where the portal did it in its own name. */
export interface RuleChange {
  what: string
  reach: Reach
  by: string | null
}

/** Who did what [A18]. */
export interface Audited {
  what: string
  subject: string
  old: Record<string, unknown> | null
  new: Record<string, unknown> | null
}

/** What a transaction leaves behind besides what it did. */
export interface Outcome {
  facts: readonly Fact[]
  audited: { entries: readonly Audited[]; by: Pick<Viewer, 'userId' | 'grant'>; address: string }
  change: RuleChange | null
}

/** The last statement of a transaction: stores all of it. Answers the policy's version where a rule changed, else null. */
export async function storeOutcome(db: Db, { facts, audited, change }: Outcome): Promise<number | null> {
  const steps = [
    ...(audited.entries.length > 0 ? [auditSteps(audited)] : []),
    ...(change ? [changeSteps(change)] : []),
    ...(facts.length > 0 ? [eventSteps(facts)] : []),
  ]
  if (steps.length === 0) return null
  const version = change ? sql`(select version from moved)` : sql`null::bigint`
  const { rows } = await sql<{ version: number | null }>`with ${sql.join(steps)} select ${version} as version`.execute(
    db,
  )
  return rows[0]?.version ?? null
}

/** Notes that a rule was changed; answers the policy's version with it. The change itself has moved it too, in its trigger. */
export async function storeChange(db: Db, change: RuleChange): Promise<number> {
  const { rows } = await sql<{ version: number }>`with ${changeSteps(change)} select version from moved`.execute(db)
  const [moved] = rows
  if (!moved) throw new Error('policy_version is empty')
  return moved.version
}

const changeSteps = ({ what, reach, by }: RuleChange): RawBuilder<unknown> => sql`
  moved as (update policy_version set version = version + 1 returning version),
  changed as (
    insert into policy_changes (version, what, reach, reach_id, changed_by)
    select version, ${what}::text, ${reach.to}::text, ${'id' in reach ? reach.id : null}::uuid, ${by}::uuid from moved
  )`

const auditSteps = ({ entries, by, address }: Outcome['audited']): RawBuilder<unknown> => sql`
  audited as (
    insert into audit_entries (what, subject, old, new, actor_id, actor_grant_id, address)
    select what, subject, old, new, ${by.userId}::uuid, ${by.grant?.id ?? null}::uuid, ${address}::text
    from jsonb_to_recordset(${JSON.stringify(entries.map((entry, nth) => ({ ...entry, nth })))}::jsonb)
      as x (what text, subject text, old jsonb, new jsonb, nth int)
    order by nth
  )`
