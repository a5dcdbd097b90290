import type { ContractStatus } from '#server/access/facts.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { positionNow, stepsOf } from './approvals.ts'
import type { ChangeStatusForm } from './forms.ts'
import { NEXT_STATUSES } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Moves a contract along its lifecycle [D2]. Back to Draft hides its text from externals and so is a rule [F9].
 * Errors: `NotFound`, `NotAllowed`, `Conflict` when somebody moved it meanwhile or it does not go that way.
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
  if (!NEXT_STATUSES[contract.status].includes(status)) throw new Conflict('contract_not_that_way')
  if (needsApproval.has(status) && positionNow(await stepsOf(db, contractId)) !== null)
    throw new Conflict('contract_not_approved')
  await db.updateTable('contracts').set({ status }).where('id', '=', contractId).execute()
  audit('contract.moved', `contract:${contractId}`, { old: { status: contract.status }, new: { status } })
  tellContract(now, contractId, { what: 'moved', from: contract.status, to: status }, 'contract.moved', { status })
  await tellContractLists(now, contractId)
}

/** Nobody signs what was not approved, and On hold gives back what was there before. */
const needsApproval: ReadonlySet<ContractStatus> = new Set(['approved', 'out_for_signature', 'active'])
