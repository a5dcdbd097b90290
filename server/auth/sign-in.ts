import { sql } from 'kysely'
import { Invalid } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { deviceIn, isKnownDevice } from './devices.ts'
import type { SignInForm } from './forms.ts'
import { giveBack, senderOf, spend, type Limit } from './limits.ts'
import { fits } from './passwords.ts'
import { enter, type Knock } from './sessions.ts'

/** Nobody's id, so that a name nobody has takes the same way [S16]. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Signs in with login name or e-mail [A4]; answers the cookies that carry it. Errors: `Invalid` with one and the same words for a
 * wrong name and a wrong password [S16]; `TooMany`.
 */
export async function signIn(
  portal: Portal,
  knock: Knock,
  { name, password }: SignInForm,
): Promise<{ userId: string; cookies: string[] }> {
  const { db } = portal.database
  const wanted = name.normalize('NFKC').toLowerCase()
  const user = await db
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where((eb) => eb.or([eb(sql`lower(email)`, '=', wanted), eb(sql`lower(login_name)`, '=', wanted)]))
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const device = deviceIn(portal, knock.cookies)
  const known = await isKnownDevice(portal, device, user?.id ?? NOBODY)
  const tries = triesOf(known && device, user?.id ?? wanted, senderOf(knock.address))
  for (const [limit, whose] of tries) await spend(portal, limit, whose)

  const right = await fits(user?.password_hash ?? null, password)
  if (!user || !right) {
    await db
      .insertInto('audit_entries')
      .values({ actor_id: user?.id ?? null, what: 'sign_in_refused', address: knock.address })
      .execute()
    throw new Invalid({ '': 'wrong_name_or_password' })
  }
  for (const [limit, whose] of tries) await giveBack(portal, limit, whose)
  return { userId: user.id, cookies: await enter(portal, knock, user.id) }
}

/**
 * What a wrong password counts towards. A flood from elsewhere fills the limits of strangers; the person's own browser has one of
 * its own and is never shut out by it [S17].
 */
const triesOf = (knownDevice: string | null | false, person: string, sender: string): [Limit, string][] =>
  knownDevice
    ? [['device', `${knownDevice} ${person}`]]
    : [
        ['person-address', `${person} ${sender}`],
        ['address', sender],
        ['person', person],
      ]
