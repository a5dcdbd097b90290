import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Invalid } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { newRef } from '#server/tasks/new-ref.ts'
import { storeHappened } from '#server/feed/store-happened.ts'
import { streamOf } from '#server/streams/events.ts'
import type { CreateContractForm } from './forms.ts'
import { tellContractLists } from './tell.ts'

/** Begins a contract with an account, in Draft; who makes it owns it. Answers its id. Errors: `NotAllowed`, `Invalid`. */
export function createContract(
  caller: Caller,
  { title, body, accountId }: CreateContractForm,
): Promise<{ contractId: string }> {
  return work(caller, async (now) => {
    const { scope, must, audit } = now
    must('contract.create')
    const account = await scope.accounts().where('a.id', '=', accountId).executeTakeFirst()
    if (!account) throw new Invalid({ accountId: 'choose_one' })
    const contractId = await insert(now, { title, body, accountId })
    audit('contract.created', `contract:${contractId}`, { new: { accountId, title } })
    storeHappened(now, streamOf.contract(contractId), { what: 'created' })
    await tellContractLists(now, contractId)
    return { contractId }
  })
}

/** A reference that is taken is thrown away. */
async function insert({ db, viewer }: Work, { title, body, accountId }: CreateContractForm): Promise<string> {
  for (;;) {
    const made = await db
      .insertInto('contracts')
      .values({
        ref: newRef(),
        title,
        body,
        account_id: accountId,
        owner_id: viewer.userId,
        created_at: sql<Date>`clock_timestamp()`,
      })
      .onConflict((conflict) => conflict.column('ref').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) return made.id
  }
}
