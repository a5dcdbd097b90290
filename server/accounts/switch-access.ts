import { sql } from 'kysely'
import { FOR_EVER } from '#server/access/catalogue.ts'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict, NotAllowed } from '#server/platform/errors.ts'
import { work, type Work } from '#server/platform/work.ts'
import { contactFound } from './found.ts'
import type { ContactIdForm } from './forms.ts'
import { mustGive } from './may-give.ts'
import { tellGrant, tellNavigators, tellReaders } from './tell.ts'

/**
 * Clears the flag "Access to the portal" of a contact: suspends all grants that this person has for the account, and takes back what was
 * offered [A2]. Errors: `NotAllowed`, also where one of the grants is an Owner's.
 */
export function suspendAccess(caller: Caller, { contactId }: ContactIdForm): Promise<void> {
  return work.rule(caller, 'access_suspended', async (now) => {
    const { grants, userId } = await grantsOf(now, contactId)
    for (const grant of grants) mustGive(now, grant.role)
    if (grants.some((grant) => grant.role === FOR_EVER)) throw new NotAllowed('owner_is_for_ever')
    const offered = await now.db
      .updateTable('invitations')
      .set({ withdrawn_at: sql`clock_timestamp()`, token_hash: null })
      .where('contact_id', '=', contactId)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .returning('role')
      .execute()
    for (const { role } of offered) mustGive(now, role)
    await suspend(now, grants, true)
    now.audit('access_suspended', `contact:${contactId}`, { new: { grants: grants.map(({ id }) => id) } })
    return { reach: userId ? { to: 'user', id: userId } : { to: 'all' }, result: undefined }
  })
}

/** Sets the flag again for somebody who had access: their suspended grants open as they were. Errors: `NotAllowed`, `Conflict` when there are none. */
export function resumeAccess(caller: Caller, { contactId }: ContactIdForm): Promise<void> {
  return work.rule(caller, 'access_resumed', async (now) => {
    const { grants, userId } = await grantsOf(now, contactId)
    if (grants.length === 0) throw new Conflict('nothing_to_resume')
    for (const grant of grants) mustGive(now, grant.role)
    await suspend(now, grants, false)
    now.audit('access_resumed', `contact:${contactId}`, { new: { grants: grants.map(({ id }) => id) } })
    return { reach: userId ? { to: 'user', id: userId } : { to: 'all' }, result: undefined }
  })
}

async function grantsOf(now: Work, contactId: string) {
  const contact = await contactFound(now, contactId)
  now.must('access.grant')
  const grants = await now.db
    .selectFrom('grants')
    .select(['id', 'role'])
    .where('account_id', '=', contact.account_id)
    .where((on) =>
      on.or([on('contact_id', '=', contact.id), ...(contact.user_id ? [on('user_id', '=', contact.user_id)] : [])]),
    )
    .execute()
  return { grants, userId: contact.user_id }
}

/** Suspends grants, or opens them again, as a part of a change of rules. */
export async function suspend(now: Work, grants: readonly { id: string }[], suspended: boolean): Promise<void> {
  const ids = grants.map(({ id }) => id)
  await now.db
    .updateTable('grants')
    .set({
      suspended_at: suspended ? sql`coalesce(suspended_at, clock_timestamp())` : null,
      version: sql`version + 1`,
    })
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  for (const id of ids) tellGrant(now, id)
  await tellReaders(now, ids)
  tellNavigators(now)
}
