import { feedAction, isFeedIntent } from '#server/feed/feed-action.ts'
import { fileAction, isFileIntent } from '#server/files/file-action.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { approveContract } from './approve-contract.ts'
import { changeStatus } from './change-status.ts'
import { approveContractForm, changeStatusForm, contractCommentsSwitchForm, withdrawApprovalForm } from './forms.ts'
import { switchContractComments } from './switch-comments.ts'
import { withdrawApproval } from './withdraw-approval.ts'

/** Does what a form of a contract's page asks for, its feed and attachments included. Errors: `Invalid`, and those of the use-cases. */
export async function contractAction(caller: Caller, contractId: string, form: FormData): Promise<{ done: string }> {
  if (isFeedIntent(form)) return feedAction(caller, { kind: 'contract', id: contractId }, form)
  if (isFileIntent(form)) return fileAction(caller, form)
  // The contract is the one whose page it is, whatever else was sent [S6].
  form.set('contractId', contractId)
  const intent = form.get('intent')
  switch (intent) {
    case 'approve':
      await approveContract(caller, readForm(approveContractForm, form))
      return { done: intent }
    case 'withdraw':
      await withdrawApproval(caller, readForm(withdrawApprovalForm, form))
      return { done: intent }
    case 'move':
      await changeStatus(caller, readForm(changeStatusForm, form))
      return { done: intent }
    case 'comments':
      await switchContractComments(caller, readForm(contractCommentsSwitchForm, form))
      return { done: intent }
    default:
      throw new Invalid({})
  }
}
