import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { stepsOf } from './approvals.ts'
import type { NamePeopleForm } from './forms.ts'
import { nameableBy } from './nameable.ts'
import { ENDED, OPEN_TO_APPROVERS } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Names people on a contract, all or none: to review, approve or sign it [D2]. Who approves is asked after those who were named before. Only adds
 * sight, so it waits for nobody. Errors: `NotFound`, `NotAllowed`, `Invalid` when somebody cannot be named, `Conflict` where it is too late for it.
 */
export function namePeople(caller: Caller, { contractId, people, role, step }: NamePeopleForm): Promise<void> {
  return work(caller, async (now) => {
    const { scope, must, db, audit } = now
    const contract = await scope.contract(contractId, 'lock')
    must('contract.edit', contract.facts)
    if (ENDED.has(contract.status)) throw new Conflict('contract_ended')
    if (role === 'approver' && !OPEN_TO_APPROVERS.has(contract.status)) throw new Conflict('contract_approvers_settled')
    const named = await nameableBy(db, people, contract.account_id)
    const positions = role === 'approver' ? (await stepsOf(db, contractId)).map(({ position }) => position) : []
    const last = Math.max(0, ...positions)
    const shared = step !== null && positions.includes(step) ? step : null
    const placeOf = (nth: number) => (role === 'approver' ? (shared ?? last + 1 + nth) : 1)
    const newcomers = await db
      .insertInto('contract_people')
      .values(
        named.map(({ userId, grantId }, nth) => ({
          contract_id: contractId,
          user_id: userId,
          grant_id: grantId,
          role,
          position: placeOf(nth),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .execute()
    if (newcomers.length === 0) return
    audit('contract.people_named', `contract:${contractId}`, { new: { people, role } })
    const names = newcomers.map(({ user_id }) => user_id)
    tellContract(now, contractId, { what: 'people_added', people: names, to: role }, 'contract.people_changed', {})
    await tellContractLists(now, contractId)
  })
}
