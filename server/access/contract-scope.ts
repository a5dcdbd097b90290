import type { Db } from '#db/database.ts'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { deniedAtTheDoor } from './can.ts'
import type { Action } from './catalogue.ts'
import type { ContractRole } from './facts.ts'
import { takesPartIn } from './contract-party.ts'
import { contractsOfReach, contractsWithinReach, NO, YES } from './reach-in-sql.ts'
import type { Viewer } from './viewer.ts'

/** Contracts `c` that a viewer may ask this of; a part of `scopeOf`. */
export function contractQuery(viewer: Viewer, db: Db, action: Action) {
  return db
    .selectFrom('contracts as c')
    .selectAll('c')
    .select([contractRoles(viewer).as('my_roles'), APPROVED.as('approved')])
    .where(deniedAtTheDoor(viewer, action) ? NO : YES)
    .where(action === 'contract.list' ? contractsOfReach(viewer) : contractsWithinReach(viewer))
    .where(
      viewer.staff || action === 'contract.view' || action === 'contract.list'
        ? YES
        : sql<SqlBool>`c.status <> 'draft'`,
    )
    .where(!viewer.staff && action === 'contract.comment' ? sql<SqlBool>`c.comments <> 'closed'` : YES)
}

/** Contracts `c` that the viewer takes part in and whose text and feed open to them, as lists begin. */
export function ownContractQuery(viewer: Viewer, db: Db) {
  return contractQuery(viewer, db, 'contract.list')
    .where(deniedAtTheDoor(viewer, 'contract.read') ? NO : YES)
    .where(viewer.staff ? YES : sql<SqlBool>`c.status <> 'draft'`)
    .where(takesPartIn(viewer))
}

const contractRoles = ({ grant, userId }: Viewer): RawBuilder<ContractRole[]> =>
  grant
    ? sql`array(select cp.role from contract_people cp where cp.contract_id = c.id and cp.grant_id = ${grant.id})`
    : sql`array(select cp.role from contract_people cp where cp.contract_id = c.id and cp.user_id = ${userId} and cp.grant_id is null)`

const APPROVED = sql<boolean>`exists (select from approvals ap where ap.contract_id = c.id and ap.withdrawn_at is null)`

export type ContractRow = Awaited<ReturnType<ReturnType<typeof contractQuery>['executeTakeFirstOrThrow']>>
