import type { Caller } from '#server/platform/caller.ts'
import { NotFound } from '#server/platform/errors.ts'
import { work } from '#server/platform/work.ts'
import { endOfDay } from './end-of-day.ts'
import type { FreezeForm } from './forms.ts'

/** Freezes an external in all their accounts, or thaws them [A17]. In force everywhere when this returns. Errors: `NotAllowed`, `NotFound`. */
export function freezePerson(caller: Caller, { userId, frozen, lastDay }: FreezeForm): Promise<void> {
  return work.rule(caller, 'person_frozen', async ({ db, must, audit }) => {
    must('access.freeze')
    const before = await db
      .selectFrom('users')
      .select(['frozen', 'frozen_until'])
      .where('id', '=', userId)
      .where('kind', '=', 'external')
      .executeTakeFirst()
    if (!before) throw new NotFound()
    const after = await db
      .updateTable('users')
      .set({ frozen, frozen_until: frozen && lastDay ? endOfDay(lastDay) : null })
      .where('id', '=', userId)
      .returning(['frozen', 'frozen_until'])
      .executeTakeFirstOrThrow()
    audit('person_frozen', `user:${userId}`, { old: before, new: after })
    return { reach: { to: 'user', id: userId }, result: undefined }
  })
}
