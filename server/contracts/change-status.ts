import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { stepsOf } from './approvals.ts'
import type { ChangeStatusForm } from './forms.ts'
import { isOnWay, lacksFor, type Lacks } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Moves a contract along its lifecycle [D2]. Back to Draft hides its text from externals and so is a rule [F9].
 * Errors: `NotFound`, `NotAllowed`, `Conflict` when somebody moved it meanwhile, it does not go that way, or somebody has to approve it first.
 */
export async function changeStatus(caller: Caller, form: ChangeStatusForm): Promise<void> {
  if (form.status !== 'draft') return work(caller, (now) => move(now, form))
  return work.rule(caller, 'contract_to_draft', async (now) => {
    await move(now, form)
    return { reach: { to: 'contract', id: form.contractId }, result: undefined }
  })
}

async function move(now: Work, { contractId, status, from }: ChangeStatusForm): Promise<void> {
  const { scope, must, db, audit } = now
  const contract = await scope.contract(contractId, 'lock')
  must('contract.edit', contract.facts)
  if (contract.status === status) return
  if (contract.status !== from) throw new Conflict('contract_moved')
  if (!isOnWay(contract.status, status)) throw new Conflict('contract_not_that_way')
  const lacks = lacksFor(status, await stepsOf(db, contractId), contract.version)
  if (lacks) throw new Conflict(REFUSED[lacks])
  await db.updateTable('contracts').set({ status }).where('id', '=', contractId).execute()
  audit('contract.moved', `contract:${contractId}`, { old: { status: contract.status }, new: { status } })
  tellContract(now, contractId, { what: 'moved', from: contract.status, to: status }, 'contract.moved', { status })
  await tellContractLists(now, contractId)
}

const REFUSED = {
  approvers: 'contract_no_approver',
  approvals: 'contract_not_approved',
  nothing_to_approve: 'contract_all_approved',
} as const satisfies Record<Lacks, string>
