import type { Caller } from '#server/platform/caller.ts'
import type { Portal } from '#server/platform/portal.ts'
import { hostName } from '#server/auth/host-name.ts'
import { invitationBehind } from './invitation-behind.ts'
import { proposeLogin } from './propose-login.ts'

/** What the page of an invitation says to whoever opened its link. */
export type Offer = { host: string } & (
  | { state: 'used' | 'run_out' | 'gone' }
  | { state: 'new'; email: string; account: string; loginName: string }
  | { state: 'sign_in'; email: string; account: string }
  | { state: 'yours' | 'somebody_else'; email: string; account: string; signedInAs: string }
)

/** Looks at an invitation without using it up: new people choose how they sign in, known ones accept as themselves [A4]. */
export async function offerFor(portal: Portal, caller: Caller | null, token: string): Promise<Offer> {
  const { db } = portal.database
  const found = await invitationBehind(db, token)
  if (typeof found === 'string') return { state: found, host: await hostName(portal) }
  const shared = { host: found.hostName, email: found.email, account: found.accountName }
  const me =
    caller &&
    (await db.selectFrom('users').select(['name', 'email']).where('id', '=', caller.userId).executeTakeFirst())
  if (me?.email.toLowerCase() === found.email.toLowerCase()) return { ...shared, state: 'yours', signedInAs: me.name }
  if (me) return { ...shared, state: 'somebody_else', signedInAs: me.name }
  if (found.hasUser) return { ...shared, state: 'sign_in' }
  return { ...shared, state: 'new', loginName: await proposeLogin(db, found) }
}
