import { randomUUID } from 'node:crypto'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { ofVersion, positionNow, stepsOf } from './approvals.ts'
import type { ApproveContractForm } from './forms.ts'
import { OPEN_TO_APPROVAL } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Gives the viewer's approval to the version they saw. With the last step the contract is Approved. An approval only opens (attachments
 * that wait for it [D4]), so it takes no barrier. Errors: `NotFound`, `NotAllowed`, `Conflict` when it is not their turn, was given
 * already, or the text is another by now.
 */
export function approveContract(
  caller: Caller,
  { contractId, version }: ApproveContractForm,
): Promise<{ approvalId: string }> {
  return work(caller, async (now) => {
    const { scope, must, db, viewer, audit } = now
    // The lock first: of two who approve at once the second sees what the first did.
    const contract = await scope.contract(contractId, 'lock')
    must('contract.read', contract.facts)
    must('contract.approve', contract.facts)
    const steps = await stepsOf(db, contractId)
    const mine = steps.filter((step) => step.userId === viewer.userId && step.grantId === (viewer.grant?.id ?? null))
    if (mine.some((step) => step.approval)) throw new Conflict('approved_already')
    if (!OPEN_TO_APPROVAL.has(contract.status)) throw new Conflict('not_open_to_approval')
    const position = positionNow(steps)
    if (position === null || mine.every((step) => step.position < position)) throw new Conflict('approved_already')
    if (!mine.some((step) => step.position === position)) throw new Conflict('not_your_turn')
    if (version !== contract.version) throw new Conflict('contract_changed')
    const approval = {
      id: randomUUID(),
      userId: viewer.userId,
      grantId: viewer.grant?.id ?? null,
      position,
      at: viewer.now,
    }
    await db
      .insertInto('approvals')
      .values({
        id: approval.id,
        contract_id: contractId,
        contract_version: version,
        user_id: approval.userId,
        grant_id: approval.grantId,
        at: approval.at,
      })
      .execute()
    const after = steps.map((step) =>
      mine.includes(step) ? { ...step, approval: { id: approval.id, version, at: approval.at } } : step,
    )
    const status = positionNow(ofVersion(after, version)) === null ? 'approved' : contract.status
    if (status !== contract.status)
      await db.updateTable('contracts').set({ status }).where('id', '=', contractId).execute()
    audit('contract.approved', `contract:${contractId}`, { new: { version, status } })
    tellContract(now, contractId, { what: 'approved', to: status }, 'contract.approved', {
      approvalId: approval.id,
      userId: approval.userId,
      version,
      at: approval.at.toISOString(),
      status,
    })
    await tellContractLists(now, contractId)
    return { approvalId: approval.id }
  })
}
