import { sql } from 'kysely'
import type { Db } from '#db/database.ts'

/** One person's place in the approval, and their standing approval if they gave one. */
export interface Step {
  userId: string
  grantId: string | null
  position: number
  approval: { id: string; version: number; at: Date } | null
}

/** The steps of a contract's approval, in order [D2]. People of one position stand in for each other: one of them is enough. */
export async function stepsOf(db: Db, contractId: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select cp.user_id as "userId", cp.grant_id as "grantId", cp.position, to_jsonb(a) as approval
    from contract_people cp
    left join lateral (select id, contract_version as version, at from approvals
      where contract_id = cp.contract_id and user_id = cp.user_id and withdrawn_at is null) a on true
    where cp.contract_id = ${contractId} and cp.role = 'approver'
    order by cp.position, cp.added_at, cp.id`.execute(db)
  return rows.map((row) => ({ ...row, approval: row.approval && { ...row.approval, at: new Date(row.approval.at) } }))
}

/** The same where an approval counts of this version only [D6]. */
export const ofVersion = (steps: readonly Step[], version: number): Step[] =>
  steps.map((step) => (step.approval && step.approval.version !== version ? { ...step, approval: null } : step))

/** Whether somebody has approved at this position. */
export const isTaken = (steps: readonly Step[], position: number): boolean =>
  steps.some((step) => step.position === position && step.approval)

/** The position whose approval is asked for now; null when all have been given. */
export function positionNow(steps: readonly Step[]): number | null {
  return steps.find(({ position }) => !isTaken(steps, position))?.position ?? null
}
