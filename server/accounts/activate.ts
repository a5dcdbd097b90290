import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { Conflict, Invalid, NotAllowed } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import type { ActivateForm } from '#server/auth/forms.ts'
import { senderOf, spend } from '#server/auth/limits.ts'
import { hashPassword, weakness } from '#server/auth/passwords.ts'
import { enter, type Knock } from '#server/auth/sessions.ts'
import { HOST_ZONE } from '#server/platform/zones.ts'
import { claimInvitation } from './claim-invitation.ts'
import { invitationBehind } from './invitation-behind.ts'

/**
 * Accepts an invitation as a new person, who chooses a login name and a password [A4] and is signed in. Errors: `Invalid`;
 * `NotAllowed` for a link that does not work (any more); `Conflict` when the address has a user: they sign in and accept.
 */
export async function activate(
  portal: Portal,
  knock: Knock,
  token: string,
  form: ActivateForm,
): Promise<{ grantId: string; cookies: string[] }> {
  await spend(portal, 'link', senderOf(knock.address))
  const { db } = portal.database
  const offered = await invitationBehind(db, token)
  if (typeof offered === 'string') throw new NotAllowed('link_does_not_work')
  if (offered.hasUser) throw new Conflict('address_has_user')
  const loginName = form.loginName.normalize('NFKC')
  const weak = await weakness(form.password, [
    loginName,
    offered.email,
    offered.name,
    offered.accountName,
    offered.hostName,
    'portico',
  ])
  const taken = await isTaken(db, loginName)
  if (weak || taken)
    throw new Invalid({ ...(taken ? { loginName: 'login_name_taken' } : {}), ...(weak ? { password: weak } : {}) })
  const passwordHash = await hashPassword(form.password)
  const { userId, grantId } = await db
    .transaction()
    .execute(async (under) => {
      const claimed = await claimInvitation(under, token, async (email, name) => {
        const user = await under
          .insertInto('users')
          .values({
            kind: 'external',
            name,
            email,
            login_name: loginName,
            password_hash: passwordHash,
            time_zone: HOST_ZONE,
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        return user.id
      })
      await under
        .insertInto('audit_entries')
        .values({
          actor_id: claimed.userId,
          actor_grant_id: claimed.grantId,
          what: 'activated',
          subject: `invitation:${offered.id}`,
          address: knock.address,
        })
        .execute()
      return claimed
    })
    .catch(refuseTaken)
  return { grantId, cookies: await enter(portal, knock, userId) }
}

/** Said beside what else is wrong; the database judges again when it is chosen. */
async function isTaken(db: Db, loginName: string): Promise<boolean> {
  const user = await db
    .selectFrom('users')
    .select('id')
    .where(sql`lower(login_name)`, '=', sql`lower(${loginName})`)
    .executeTakeFirst()
  return Boolean(user)
}

/** The database is the judge of what is taken, also when two are chosen at once. */
function refuseTaken(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : null
  if (constraint === 'users_login_name') throw new Invalid({ loginName: 'login_name_taken' })
  if (constraint === 'users_email') throw new Conflict('address_has_user')
  throw error
}
