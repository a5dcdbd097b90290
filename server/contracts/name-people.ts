import type { ContractStatus } from '#server/access/facts.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { isTaken, stepsOf, type Step } from './approvals.ts'
import type { NamePeopleForm } from './forms.ts'
import { nameableBy, type Nameable } from './nameable.ts'
import { canNameApprovers, ENDED } from './statuses.ts'
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
    const steps = role === 'approver' ? await stepsOf(db, contractId) : []
    if (role === 'approver') mustBeAsked(contract, steps, step)
    const named = await nameableBy(db, people, contract.account_id)
    const positions = steps.map(({ position }) => position)
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
      .returning(['user_id', 'grant_id'])
      .execute()
    if (newcomers.length === 0) return
    const isNew = ({ userId, grantId }: Nameable) =>
      newcomers.some((one) => one.user_id === userId && one.grant_id === grantId)
    const keys = named.filter(isNew).map(({ key }) => key)
    audit('contract.people_named', `contract:${contractId}`, { new: { people: keys, role } })
    const names = newcomers.map(({ user_id }) => user_id)
    tellContract(now, contractId, { what: 'people_added', people: names, to: role }, 'contract.people_changed', {})
    await tellContractLists(now, contractId)
  })
}

/** Who is named to approve will be asked for it, and keeps nothing from going back to where it was. */
function mustBeAsked(
  { status, version }: { status: ContractStatus; version: number },
  steps: readonly Step[],
  step: number | null,
): void {
  if (!canNameApprovers(status, steps, version)) throw new Conflict('contract_approvers_settled')
  if (step !== null && isTaken(steps, step)) throw new Conflict('contract_step_approved')
}
