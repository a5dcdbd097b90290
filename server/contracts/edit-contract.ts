import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import type { EditContractForm } from './forms.ts'
import { TEXT_CLOSED } from './statuses.ts'
import { tellContract, tellContractLists } from './tell.ts'

/**
 * Writes a contract's title and text anew. Each change is a version, and a changed document needs approval again [D6]: what was approved of
 * the one before is withdrawn with it, which is a rule, as it may close attachments [D4]. Errors: `NotFound`, `NotAllowed`, `Conflict` when
 * somebody wrote meanwhile, or the text is out for signature.
 */
export async function editContract(caller: Caller, form: EditContractForm): Promise<void> {
  if (await work(caller, (now) => edit(now, form, false))) return
  await work.rule(caller, 'approvals_outdated', async (now) => {
    await edit(now, form, true)
    return { reach: { to: 'contract', id: form.contractId }, result: undefined }
  })
}

/** Answers whether it was done: not where approvals stand and may not be withdrawn. */
async function edit(now: Work, { contractId, title, body, version }: EditContractForm, mayWithdraw: boolean) {
  const { scope, must, db, audit } = now
  const contract = await scope.contract(contractId, 'lock')
  must('contract.edit', contract.facts)
  if (contract.title === title && contract.body === body) return true
  if (TEXT_CLOSED.has(contract.status)) throw new Conflict('contract_text_closed')
  if (contract.version !== version) throw new Conflict('contract_edited_meanwhile')
  const approved = await isApproved(now, contractId)
  if (approved && !mayWithdraw) return false
  const withdrawn = approved ? await withdrawAll(now, contractId) : []
  const next = version + 1
  const status = contract.status === 'approved' ? 'awaiting_approval' : contract.status
  await db.updateTable('contracts').set({ title, body, version: next, status }).where('id', '=', contractId).execute()
  audit('contract.edited', `contract:${contractId}`, {
    old: { version, ...(withdrawn.length > 0 && { status: contract.status, approvedBy: withdrawn }) },
    new: { version: next, ...(withdrawn.length > 0 && { status }) },
  })
  tellContract(now, contractId, { what: 'edited', to: String(next) }, 'contract.edited', { version: next })
  if (withdrawn.length > 0)
    tellContract(
      now,
      contractId,
      { what: 'approvals_outdated', people: withdrawn, from: String(version) },
      'contract.moved',
      { status },
    )
  await tellContractLists(now, contractId)
  return true
}

/** Asked in a statement after the lock: what was read with it is older than an approval that the lock waited for. */
async function isApproved({ db }: Work, contractId: string): Promise<boolean> {
  const one = await db
    .selectFrom('approvals')
    .select('id')
    .where('contract_id', '=', contractId)
    .where('withdrawn_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

/** Whose approval stood until now, as user ids. They stay on record as withdrawn. */
async function withdrawAll({ db, viewer }: Work, contractId: string): Promise<string[]> {
  const gone = await db
    .updateTable('approvals')
    .set({ withdrawn_at: viewer.now, withdrawn_by: viewer.userId })
    .where('contract_id', '=', contractId)
    .where('withdrawn_at', 'is', null)
    .returning('user_id')
    .execute()
  return gone.map(({ user_id }) => user_id)
}
