import type { Caller } from '#server/platform/caller.ts'
import { work } from '#server/platform/work.ts'
import type { ContractCommentsSwitchForm } from './forms.ts'
import { tellContract } from './tell.ts'

/**
 * Closes one contract's comments to externals, or lets them be as the portal's are; a contract cannot be more open than the portal [D3].
 * In force when it returns. Errors: `NotFound`, `NotAllowed` for all but its owner and admins.
 */
export function switchContractComments(
  caller: Caller,
  { contractId, comments }: ContractCommentsSwitchForm,
): Promise<void> {
  return work.rule(caller, 'contract_comments', async (now) => {
    const contract = await now.scope.contract(contractId, 'lock')
    now.must('contract.switch', contract.facts)
    const reach = { to: 'contract', id: contractId } as const
    if (contract.comments === comments) return { reach, result: undefined }
    await now.db.updateTable('contracts').set({ comments }).where('id', '=', contractId).execute()
    now.audit('contract.comments', `contract:${contractId}`, {
      old: { comments: contract.comments },
      new: { comments },
    })
    const what = comments === 'closed' ? 'comments_closed' : 'comments_opened'
    tellContract(now, contractId, { what }, 'contract.comments_switched', { comments })
    return { reach, result: undefined }
  })
}
