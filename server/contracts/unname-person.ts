import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { rowsOfTakers } from '#server/tasks/takers.ts'
import type { ContractStatus } from '#server/access/facts.ts'
import { positionNow, stepsOf } from './approvals.ts'
import type { UnnamePersonForm } from './forms.ts'
import { ENDED, OPEN_TO_APPROVERS } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Takes from somebody what they were named on a contract as. Whoever sees it by that alone sees it no more when this returns; somebody who is not
 * named any more is no error. Errors: `NotFound`, `NotAllowed`, `Conflict` where their approval stands, or nobody would be left to approve.
 */
export function unnamePerson(caller: Caller, { contractId, person, role }: UnnamePersonForm): Promise<void> {
  return work.rule(caller, 'contract.person_removed', async (now) => {
    const { scope, must, db, audit } = now
    const contract = await scope.contract(contractId, 'lock')
    must('contract.edit', contract.facts)
    if (ENDED.has(contract.status)) throw new Conflict('contract_ended')
    if (role === 'approver') await mustLeaveApprovers(now, contractId, contract.status, person)
    const gone = await db
      .deleteFrom('contract_people')
      .where('contract_id', '=', contractId)
      .where('role', '=', role)
      .where(rowsOfTakers([{ key: person }]))
      .returning('user_id')
      .execute()
    const done = { reach: { to: 'contract' as const, id: contractId }, result: undefined }
    if (gone.length === 0) return done
    audit('contract.person_removed', `contract:${contractId}`, { old: { person, role } })
    const names = gone.map(({ user_id }) => user_id)
    tellContract(now, contractId, { what: 'person_removed', people: names }, 'contract.people_changed', {})
    // `person` names their own stream: it may stand in their list no more.
    await tellContractLists(now, contractId, [person])
    return done
  })
}

/**
 * A contract keeps who still has to approve it: nobody makes it approved by taking off the last of them, in whatever status that would count.
 * Where no approval stands, all can be taken off until it waits for one.
 */
async function mustLeaveApprovers({ db }: Work, contractId: string, status: ContractStatus, person: string) {
  if (!OPEN_TO_APPROVERS.has(status)) throw new Conflict('contract_approvers_settled')
  const steps = await stepsOf(db, contractId)
  const isTheirs = ({ userId, grantId }: (typeof steps)[number]) =>
    person === (grantId ? `grant:${grantId}` : `staff:${userId}`)
  if (!steps.some(isTheirs)) return
  if (steps.some((step) => isTheirs(step) && step.approval)) throw new Conflict('contract_person_approved')
  const left = steps.filter((step) => !isTheirs(step))
  const completes = positionNow(steps) !== null && positionNow(left) === null
  if (completes && (left.length > 0 || status === 'awaiting_approval')) throw new Conflict('contract_last_approver')
}
