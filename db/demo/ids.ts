import { GUESTS } from './content/guests.ts'
import { STAFF, type AccountKey } from './content/people.ts'
import { idOf } from './seed.ts'

export const userId = (first: string): string => idOf('user', first)
export const accountId = (key: AccountKey): string => idOf('account', key)
export const grantId = (
  first: string,
  account: AccountKey,
  kind: 'client' | 'supplier' | 'collaborator' = 'client',
): string => idOf('grant', `${first}/${account}/${kind}`)
export const projectId = (key: string): string => idOf('project', key)
export const taskId = (project: string, title: string): string => idOf('task', `${project}/${title}`)
export const contractId = (key: string): string => idOf('contract', key)

/** Somebody as they take part in a thing: an external in the name of a grant. */
export interface Person {
  userId: string
  grantId: string | null
}

export const staffPerson = (first: string): Person => ({ userId: userId(first), grantId: null })
export const guestOf = (first: string, account: AccountKey): Person => ({
  userId: userId(first),
  grantId: grantId(first, account),
})

/** In whose name somebody takes part in a contract: an external as a contact of its account, a collaborator of their own. */
export function partyOf(first: string, account: AccountKey): Person {
  if (STAFF.some((one) => one.first === first)) return staffPerson(first)
  const grants = GUESTS.find((guest) => guest.first === first)?.grants ?? []
  const grant = grants.find((one) => one.account === account) ?? grants.find((one) => one.kind === 'collaborator')
  if (!grant) throw new Error(`${first} has no grant for ${account}`)
  return { userId: userId(first), grantId: grantId(first, grant.account, grant.kind) }
}
