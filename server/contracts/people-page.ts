import { sql } from 'kysely'
import type { ContractRole, ContractStatus } from '#server/access/facts.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf, type Positions } from '#server/streams/positions.ts'
import { isTaken, stepsOf } from './approvals.ts'
import { findNameable, type FoundNameable } from './nameable.ts'
import { canNameApprovers } from './statuses.ts'

/** What somebody is named on a contract as; who is named twice has two of these. */
export interface NamedAs {
  key: string
  userId: string
  name: string
  accountName: string | null
  role: ContractRole
  /** When their turn to approve comes. */
  position: number
}

export interface ContractPeoplePage {
  contract: { id: string; title: string; account: string; status: ContractStatus }
  named: NamedAs[]
  found: FoundNameable[]
  q: string
  /** Who approves can still be settled. */
  approversOpen: boolean
  /** The positions on which somebody approves, in order; on one that was approved nobody is asked any more. */
  steps: { position: number; approved: boolean }[]
  positions: Positions
}

/** Who is named on a contract, and who could be. Errors: `NotFound`, `NotAllowed`. */
export function contractPeoplePage(caller: Caller, id: string, q: string): Promise<ContractPeoplePage> {
  return look(caller, async (here) => {
    const { db, scope, must } = here
    const positions = await positionsOf(db, [streamOf.contract(id)])
    const { title, status, version, account_id, facts } = await scope.contract(id)
    must('contract.edit', facts)
    const account = await db
      .selectFrom('accounts')
      .select('name')
      .where('id', '=', account_id)
      .executeTakeFirstOrThrow()
    const { rows } = await sql<NamedAs>`
      select case when cp.grant_id is null then 'staff:' || cp.user_id else 'grant:' || cp.grant_id end as key, u.id as "userId", u.name,
        a.name as "accountName", cp.role, cp.position
      from contract_people cp join users u on u.id = cp.user_id left join grants g on g.id = cp.grant_id left join accounts a on a.id = g.account_id
      where cp.contract_id = ${id}
      order by array_position(array['reviewer', 'approver', 'signer'], cp.role), cp.position, cp.added_at, cp.id`.execute(
      db,
    )
    const steps = await stepsOf(db, id)
    const places = new Set(steps.map(({ position }) => position))
    return {
      contract: { id, title, account: account.name, status },
      named: rows,
      found: await findNameable(here, id, q),
      q,
      approversOpen: canNameApprovers(status, steps, version),
      steps: [...places].map((position) => ({ position, approved: isTaken(steps, position) })),
      positions,
    }
  })
}
