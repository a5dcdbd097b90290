import type { Caller } from '#server/platform/caller.ts'
import { Conflict, NotFound } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { WithdrawApprovalForm } from './forms.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Takes an approval back: one's own, or as the contract's owner or an admin anybody's. It stays on record as withdrawn. Where attachments
 * wait for an approval, this closes them [D4]: a rule, so when it returns nothing is taken in any more. A contract that was Approved
 * waits for approval again. Errors: `NotFound`, `NotAllowed`, `Conflict` when it was withdrawn already.
 */
export function withdrawApproval(caller: Caller, { contractId, approvalId }: WithdrawApprovalForm): Promise<void> {
  return work.rule(caller, 'approval_withdrawn', async (now) => {
    const { scope, must, db, viewer, audit } = now
    const contract = await scope.contract(contractId, 'lock')
    must('contract.read', contract.facts)
    const approval = await db
      .selectFrom('approvals')
      .selectAll()
      .where('id', '=', approvalId)
      .where('contract_id', '=', contractId)
      .executeTakeFirst()
    if (!approval) throw new NotFound()
    const own = approval.user_id === viewer.userId && approval.grant_id === (viewer.grant?.id ?? null)
    must(own ? 'contract.approve' : 'contract.withdraw_others', contract.facts)
    if (approval.withdrawn_at) throw new Conflict('withdrawn_already')
    await db
      .updateTable('approvals')
      .set({ withdrawn_at: viewer.now, withdrawn_by: viewer.userId })
      .where('id', '=', approvalId)
      .execute()
    const status = contract.status === 'approved' ? 'awaiting_approval' : contract.status
    if (status !== contract.status)
      await db.updateTable('contracts').set({ status }).where('id', '=', contractId).execute()
    audit('contract.approval_withdrawn', `contract:${contractId}`, {
      old: { approvedBy: approval.user_id, version: approval.contract_version, status: contract.status },
      new: { status },
    })
    tellContract(
      now,
      contractId,
      { what: 'approval_withdrawn', to: status, people: [approval.user_id] },
      'contract.approval_withdrawn',
      {
        approvalId,
        userId: approval.user_id,
        at: viewer.now.toISOString(),
        status,
      },
    )
    await tellContractLists(now, contractId)
    return { reach: { to: 'contract', id: contractId }, result: undefined }
  })
}
