import { sql } from 'kysely'
import type { Caller } from '#server/platform/caller.ts'
import { Conflict } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { contactFound } from './found.ts'
import type { ContactIdForm } from './forms.ts'
import { makePrimary } from './make-primary.ts'
import { mustGive } from './may-give.ts'
import { tellNavigators } from './tell.ts'

/**
 * Takes a person out of an account's contacts, and back an invitation they have not used. What refuses it stands beside it on their card
 * (`keptFor`). Errors: `NotFound`; `NotAllowed` for an invitation that is not theirs to take back; `Conflict` while they have access: that is
 * removed first, by those who may.
 */
export function removeContact(caller: Caller, { contactId }: ContactIdForm): Promise<{ accountId: string }> {
  return work(caller, async (now) => {
    const { db, must, audit } = now
    must('account.edit')
    const contact = await contactFound(now, contactId)
    const invited = await db
      .updateTable('invitations')
      .set({ withdrawn_at: sql`clock_timestamp()`, token_hash: null })
      .where('contact_id', '=', contact.id)
      .where('used_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .returning('role')
      .execute()
    for (const { role } of invited) mustGive(now, role)
    // Asked after the invitations are locked: who accepts one at this moment has access, and stays.
    const has = await db
      .selectFrom('grants')
      .select('id')
      .where('account_id', '=', contact.account_id)
      .where((on) =>
        on.or([on('contact_id', '=', contact.id), ...(contact.user_id ? [on('user_id', '=', contact.user_id)] : [])]),
      )
      .executeTakeFirst()
    if (has) throw new Conflict('contact_has_access')
    await db.deleteFrom('contacts').where('id', '=', contact.id).execute()
    await makePrimary(db, contact.account_id, null)
    if (invited.length > 0) tellNavigators(now)
    audit('contact_removed', `contact:${contact.id}`, { old: { name: contact.name, accountId: contact.account_id } })
    return { accountId: contact.account_id }
  })
}
