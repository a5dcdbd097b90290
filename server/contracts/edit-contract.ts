import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { EditContractForm } from './forms.ts'
import { TEXT_CLOSED } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Writes a contract's title and text anew. Each change of the text is a version; approvals stay bound to the one they were given to, and
 * the page says so. Errors: `NotFound`, `NotAllowed`, `Conflict` when somebody wrote meanwhile, or the text is out for signature.
 */
export function editContract(caller: Caller, { contractId, title, body, version }: EditContractForm): Promise<void> {
  return work(caller, async (now) => {
    const { scope, must, db, audit } = now
    const contract = await scope.contract(contractId, 'lock')
    must('contract.edit', contract.facts)
    if (contract.title === title && contract.body === body) return
    if (TEXT_CLOSED.has(contract.status)) throw new Conflict('contract_text_closed')
    if (contract.version !== version) throw new Conflict('contract_edited_meanwhile')
    const next = version + 1
    await db.updateTable('contracts').set({ title, body, version: next }).where('id', '=', contractId).execute()
    audit('contract.edited', `contract:${contractId}`, { old: { version }, new: { version: next } })
    tellContract(now, contractId, { what: 'edited', to: String(next) }, 'contract.edited', { version: next })
    await tellContractLists(now, contractId)
  })
}
