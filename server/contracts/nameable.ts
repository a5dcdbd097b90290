import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Kind } from '#server/access/catalogue.ts'
import type { ContractRole } from '#server/access/facts.ts'
import { Invalid } from '#server/platform/errors.ts'
import { anywhere } from '#server/platform/keyset.ts'
import type { Look } from '#server/platform/look.ts'
import { TAKERS } from '#server/tasks/takers.ts'

/** Somebody who can be named on a contract; `key` names their own stream: staff as themselves, externals by a grant [A5]. */
export interface Nameable {
  key: string
  userId: string
  grantId: string | null
  name: string
  accountName: string | null
  /** What their grant makes them; null for staff. */
  kind: Kind | null
}

/** One who was found, and what they are named as already. */
export type FoundNameable = Omit<Nameable, 'grantId'> & { roles: ContractRole[] }

/** Most people one search shows; it is narrowed by typing. */
const MOST = 30

/** The host's people, those of the contract's own account, and collaborators: people of two customers never read one another on a contract. */
const mayBeNamed = (accountId: string) =>
  sql`(takers."grantId" is null or takers.kind = 'collaborator' or takers."accountId" = ${accountId}::uuid)`

const COLUMNS = sql`takers.key, takers."userId", takers."grantId", takers.name, takers."accountName", takers.kind`

/** Those whom the keys name, in their order. Errors: `Invalid` when somebody cannot be named on a contract of this account. */
export async function nameableBy(db: Db, keys: readonly string[], accountId: string): Promise<Nameable[]> {
  const { rows } = await sql<Nameable>`select ${COLUMNS} from ${TAKERS} as takers
    where takers.key = any(${sql.val([...keys])}::text[]) and ${mayBeNamed(accountId)}
    order by array_position(${sql.val([...keys])}::text[], takers.key)`.execute(db)
  if (rows.length < new Set(keys).size) throw new Invalid({ people: 'person_gone' })
  return rows
}

/** People who can be named on a contract, its own account's first, by a part of their name, address or account. Errors: `NotFound`, `NotAllowed`. */
export async function findNameable({ db, scope, must }: Look, contractId: string, q: string): Promise<FoundNameable[]> {
  const contract = await scope.contract(contractId)
  must('contract.edit', contract.facts)
  const like = anywhere(q.trim().slice(0, 100))
  const { rows } = await sql<
    Nameable & { roles: ContractRole[] }
  >`select ${COLUMNS}, array(select cp.role from contract_people cp
      where cp.contract_id = ${contractId} and cp.user_id = takers."userId" and cp.grant_id is not distinct from takers."grantId") as roles
    from ${TAKERS} as takers where ${mayBeNamed(contract.account_id)}
      and (takers.name ilike ${like} or takers.email ilike ${like} or takers."accountName" ilike ${like})
    order by takers."accountId" is distinct from ${contract.account_id}::uuid, takers."accountName" nulls first, lower(takers.name), takers.key
    limit ${MOST}`.execute(db)
  return rows.map(({ grantId: _, ...person }) => person)
}
