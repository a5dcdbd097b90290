import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { readersToldOfGrants } from '#server/access/readers-told.ts'
import { hashToken } from '#server/auth/tokens.ts'
import { storeEvents, streamOf } from '#server/streams/events.ts'
import { NotAllowed, Shut } from '#server/platform/errors.ts'
import { STANDS } from './invitation-link.ts'

/**
 * Uses an invitation up for `userIdOf` and gives what it offered. The row's lock lets one of many at once through; the others find it
 * used [S21]. Runs in the caller's transaction, so that nothing is half-made. Errors: `NotAllowed`; `Shut` while the portal is off,
 * with the link unspent [A12].
 */
export async function claimInvitation(
  db: Db,
  token: string,
  userIdOf: (email: string, name: string) => Promise<string>,
): Promise<{ userId: string; grantId: string }> {
  const settings = await db
    .selectFrom('portal_settings')
    .select(['portal_on', 'clients_disabled'])
    .executeTakeFirstOrThrow()
  const invitation = await db
    .updateTable('invitations')
    .set({ used_at: sql`clock_timestamp()` })
    .where('token_hash', '=', hashToken(token))
    .where(STANDS)
    .returningAll()
    .executeTakeFirst()
  if (!invitation) throw new NotAllowed('link_does_not_work')
  if (!settings.portal_on) throw new Shut('portal_off')
  if (settings.clients_disabled && invitation.kind === 'client') throw new Shut('clients_disabled')
  const contact = await db
    .selectFrom('contacts')
    .select(['id', 'name'])
    .where('id', '=', invitation.contact_id)
    .executeTakeFirstOrThrow()
  const userId = await userIdOf(invitation.email, contact.name)
  // Given once is given: an earlier grant of this kind stays as staff have set it.
  const given = await db
    .insertInto('grants')
    .values({
      user_id: userId,
      account_id: invitation.account_id,
      contact_id: invitation.contact_id,
      kind: invitation.kind,
      role: invitation.role,
      days_back: invitation.days_back,
      notes: invitation.notes,
      answers_id: invitation.answers_id,
      expires_at: invitation.grant_expires_at,
    })
    .onConflict((conflict) => conflict.columns(['user_id', 'account_id', 'kind']).doNothing())
    .returning('id')
    .executeTakeFirst()
  const { id: grantId } =
    given ??
    (await db
      .selectFrom('grants')
      .select('id')
      .where('user_id', '=', userId)
      .where('account_id', '=', invitation.account_id)
      .where('kind', '=', invitation.kind)
      .executeTakeFirstOrThrow())
  await db.updateTable('contacts').set({ user_id: userId }).where('id', '=', invitation.contact_id).execute()
  await storeEvents(db, [
    { stream: streamOf.access, fact: 'access.changed', data: {} },
    ...(await readersToldOfGrants(db, [grantId])),
  ])
  return { userId, grantId }
}
