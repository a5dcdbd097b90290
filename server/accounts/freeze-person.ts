import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import type { FreezeForm } from './forms.ts'
import { frozenAs, mustBeAsShown, tellOwners } from './freezing.ts'
import { tellNavigators } from './tell.ts'

/**
 * Freezes an external in all their accounts, or thaws them [A17]. In force everywhere when this returns. Errors: `NotAllowed`, `NotFound`; `Invalid`
 * for a last day that is over or without a freeze; `Conflict` when somebody froze or thawed them meanwhile.
 */
export function freezePerson(caller: Caller, { userId, ...form }: FreezeForm): Promise<void> {
  return work.rule(caller, 'person_frozen', async (now) => {
    const { db, must, audit } = now
    must('access.freeze')
    const before = await db
      .selectFrom('users')
      .select(['frozen', 'frozen_until'])
      .where('id', '=', userId)
      .where('kind', '=', 'external')
      .executeTakeFirst()
    if (!before) throw new NotFound()
    await mustBeAsShown(now, 'u', userId, form)
    const after = await db
      .updateTable('users')
      .set(await frozenAs(now, form))
      .where('id', '=', userId)
      .returning(['frozen', 'frozen_until'])
      .executeTakeFirstOrThrow()
    audit('person_frozen', `user:${userId}`, { old: before, new: after })
    await tellOwners(now, { userId }, { before, after })
    tellNavigators(now)
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
