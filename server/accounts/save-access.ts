import type { Caller } from '#server/platform/caller.ts'
import { Invalid, PortalError } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { change, remove } from './change-grant.ts'
import { invite } from './enable-access.ts'
import { accountFound } from './found.ts'
import type { ChangeGrantForm, EnableAccessForm, GrantForm } from './forms.ts'
import { tellNavigators } from './tell.ts'

/** What the External Access panel of an account asks for at once [A8]. */
export interface AccessChanges {
  changed: ChangeGrantForm[]
  removed: GrantForm[]
  /** `key` names the row of the form. */
  added: (EnableAccessForm & { key: string })[]
}

/**
 * Applies all changes of an account's panel: all of them or none, as one change of rules. Errors: those of each change, told of the row
 * they are about: fields are named `<field>.<id of the row>`, and what concerns a whole row `row.<id>`.
 */
export function saveAccess(caller: Caller, accountId: string, changes: AccessChanges): Promise<void> {
  return work.rule(caller, 'account_access', async (now) => {
    const account = await accountFound(now, accountId)
    now.must('access.grant')
    const ofAccount = await now.db.selectFrom('grants').select('id').where('account_id', '=', account.id).execute()
    const own = new Set(ofAccount.map(({ id }) => id))
    const contacts = await now.db.selectFrom('contacts').select('id').where('account_id', '=', account.id).execute()
    const people = new Set(contacts.map(({ id }) => id))
    for (const one of changes.removed)
      await ofRow(one.grantId, () => {
        mustBeOf(own, one.grantId)
        return remove(now, one)
      })
    for (const one of changes.changed)
      await ofRow(one.grantId, () => {
        mustBeOf(own, one.grantId)
        return change(now, one)
      })
    for (const one of changes.added)
      await ofRow(one.key, () => {
        if (!people.has(one.contactId)) throw new Invalid({ contactId: 'required' })
        return invite(now, one)
      })
    tellNavigators(now)
    return { reach: { to: 'account', id: account.id }, result: undefined }
  })
}

function mustBeOf(own: ReadonlySet<string>, grantId: string): void {
  if (!own.has(grantId)) throw new Invalid({ row: 'grant_gone' })
}

/** Says of which row a refusal is. */
async function ofRow<T>(id: string, fn: () => Promise<T>): Promise<T> {
  try {
    return await fn()
  } catch (error) {
    if (error instanceof Invalid)
      throw new Invalid(
        Object.fromEntries(Object.entries(error.fields).map(([name, words]) => [`${name}.${id}`, words])),
      )
    if (error instanceof PortalError && error.status !== 503) throw new Invalid({ [`row.${id}`]: error.words })
    throw error
  }
}
