import type { Work } from '#server/platform/work.ts'
import { readersOf, type Taker } from './takers.ts'

/** A person as the question names them. */
export interface Named {
  name: string
  accountName: string
}

/** Asked before people of a second account come to a task: who will read whom [B2]. */
export interface SecondAccount {
  /** They read what was written so far, and what will be. */
  newcomers: Named[]
  /** They read what the newcomers will write. */
  readers: Named[]
  /** The accounts that would read one another; agreeing names them, so that nobody agrees to more than they were asked. */
  accounts: string[]
}

/** The question to ask before these people are added, or null when none needs to be asked or all of it was agreed to. */
export async function secondAccount(
  work: Work,
  taskId: string,
  takers: readonly Taker[],
  agreed: readonly string[],
): Promise<SecondAccount | null> {
  const newcomers = takers.filter((taker) => taker.accountId !== null)
  if (newcomers.length === 0) return null
  const readers = await readersOf(work, taskId)
  const reading = new Set(readers.map(({ accountId }) => accountId))
  const accounts = new Set([...reading, ...newcomers.map(({ accountId }) => accountId)])
  const widens = newcomers.some(({ accountId }) => !reading.has(accountId))
  if (accounts.size < 2 || !widens || [...accounts].every((account) => account !== null && agreed.includes(account)))
    return null
  return {
    newcomers: newcomers.map(named),
    readers: readers.filter(({ key }) => newcomers.every((newcomer) => newcomer.key !== key)).map(named),
    accounts: [...accounts].filter((account) => account !== null),
  }
}

const named = ({ name, accountName }: Taker): Named => ({ name, accountName: accountName ?? '' })
