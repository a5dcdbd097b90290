import { ownStreamsOfContract } from '#server/access/watchers.ts'
import { storeHappened } from '#server/feed/store-happened.ts'
import type { Happened } from '#server/feed/happened.ts'
import type { Work } from '#server/platform/work.ts'
import { streamOf } from '#server/streams/events.ts'
import type { ContractFact, ContractFactName } from './facts.ts'

/** Tells those who have the contract open, and writes into its feed what happened. */
export function tellContract<Name extends ContractFactName>(
  work: Work,
  id: string,
  happened: Happened,
  fact: Name,
  data: ContractFact[Name],
): void {
  storeHappened(work, streamOf.contract(id), happened)
  work.emit({ stream: streamOf.contract(id), fact, data: { ...data } })
}

/**
 * Tells the lists of everyone within whose reach the contract is, each on their own stream, once: what one may not see says nothing.
 * `also`: who was within reach until now.
 */
export async function tellContractLists({ db, viewer, emit }: Work, id: string, also: string[] = []): Promise<void> {
  for (const stream of new Set([...(await ownStreamsOfContract(db, viewer, id)), ...also]))
    emit({ stream, fact: 'contracts.changed', data: { contractId: id } })
}
